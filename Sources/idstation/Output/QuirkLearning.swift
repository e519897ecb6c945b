import Conformance
import Foundation
import ReaderCatalogue
import SmartCard

/// Writes what a run found out about its reader into a file of reader quirks.
enum QuirkLearning {
    static func write(_ report: RunReport, to path: String) throws {
        let quirks = report.readerQuirks
        guard !quirks.isEmpty else {
            Console.note("idstation: nothing to learn: this run found no quirk of the reader")
            return
        }
        let facts = report.header.reader
        let reader = ReaderIdentity(name: facts.name, usb: facts.usb.flatMap { USBNumbers(parsing: $0) })
        let merge: QuirkFile.Merge
        do throws(QuirkFileError) {
            let known = try QuirkCatalogue.load().catalogue.entry(for: reader)
            let text = FileManager.default.fileExists(atPath: path) ? try QuirkFile.text(of: path) : nil
            merge = try QuirkFile.merging(
                QuirkMeasurement(of: reader, quirks, origin: origin(facts)), into: text, file: path, known: known)
        } catch { throw Failure(error) }
        guard !merge.changed.isEmpty else {
            Console.note("idstation: \(path) knows it already, as \(merge.entry.id)")
            return
        }
        do { try Data(merge.text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw Failure(
                .usage, code: "report-not-writable", "cannot write \(path)",
                remedy: "Name a file in a folder that is there and that you may write to.")
        }
        for field in merge.changed {
            Console.note(
                "idstation: learned of \(merge.entry.id): \(field.rawValue) \(merge.entry.quirks.text(field) ?? "")")
        }
    }

    private static func origin(_ facts: ReaderFacts) -> String {
        let date = Date().formatted(.iso8601.year().month().day())
        let driver = facts.driver.map { " with driver \($0)" } ?? ""
        let firmware = facts.firmware.map { ", firmware \($0)" } ?? ""
        let readable = String(
            (driver + firmware).unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
        return "measured by hil on \(date)\(readable.prefix(100))"
    }
}
