import ArgumentParser
import DocumentPKI
import Enrollment
import Foundation
import Registry

extension Forward {
    /// The largest file of receipts that is read.
    private static let largestFile = 64 << 20

    /// Writes what waits into a folder.
    func write(_ store: EnrollmentStore, of folder: StationFolder, to path: String) throws {
        let export = RecordExport(store: store, station: folder.station, sealer: try folder.sealer())
        let written: [RecordExport.Written]
        do { written = try export.write(to: path, at: Date()) } catch let error as RegistryError {
            throw Failure(
                .stationFailed, code: error.code.rawValue, error.message,
                remedy: "Nothing has changed at the station. Look at the folder, its rights and its space.")
        }
        let lines = written.map { ExportOutput(file: $0.path, records: $0.sequences, bytes: $0.size) }
        if json { return try Console.json(lines) }
        for line in lines { print("\(line.file): \(line.records.count) records, \(line.bytes) bytes") }
    }

    /// Takes in what the registry answered.
    func take(_ path: String, into store: EnrollmentStore, of folder: StationFolder) throws {
        let receipts = ReceiptImport(
            store: store, station: folder.station, logKey: folder.registry.logKey,
            authorities: try folder.trustAuthorities())
        let summary: ReceiptImport.Summary
        do {
            summary = try receipts.take(DurableFile.read(path, atMost: Self.largestFile), at: Date())
        } catch let refusal as TrustRefusal {
            throw Failure(
                .registryRefused, code: refusal.code.rawValue, "the bundle of receipts is refused: \(refusal.sentence)",
                remedy: "Nothing has changed here. Ask the registry for a bundle that holds.")
        }
        let output = ImportOutput(summary)
        if json { try Console.json(output) } else { for line in output.lines { print(line) } }
        for finding in summary.findings {
            Console.note("the station's records do not agree with the registry's: \(finding)")
        }
        if !summary.refused.isEmpty { throw ExitStatus.registryRefused.code }
        if !summary.notTaken.isEmpty || !summary.passedOver.isEmpty { throw ExitStatus.registryUnreachable.code }
    }
}
