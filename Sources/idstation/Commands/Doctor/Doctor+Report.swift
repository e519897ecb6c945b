import Diagnosis
import Enrollment
import Foundation
import Registry

extension Doctor {
    /// More of a log is not read: its last part is.
    private static let longestLog = 1 << 20

    func write(_ checks: [StationCheck], of station: String, known: Set<String>, to file: String) throws {
        let machine = Machine()
        let lines: String
        if let log {
            guard let text = Self.end(of: log) else {
                throw Failure(
                    .usage, code: "file-unreadable", "\(log) cannot be read", remedy: "Name a log, or leave --log out.")
            }
            lines = text
        } else {
            lines = machine.journal(of: "idstation") ?? ""
        }
        let report = SupportReport(
            of: checks, station: (try? StationFolder.load(station))?.station, versions: machine.versions(), log: lines,
            known: known, at: Timestamp(Date()))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do { try DurableFile.create(file, Array(try encoder.encode(report)) + [0x0A], mode: 0o600) } catch {
            throw Failure(
                .usage, code: "report-not-writable", "the report cannot be written to \(file): \(error)",
                remedy: "Name a new file in a folder that this user may write to.")
        }
    }

    private static func end(of log: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: log), let size = try? handle.seekToEnd() else { return nil }
        try? handle.seek(toOffset: size > UInt64(longestLog) ? size - UInt64(longestLog) : 0)
        return (try? handle.read(upToCount: longestLog)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
