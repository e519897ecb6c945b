import ArgumentParser
import Enrollment
import Foundation
import Logging
import Registry

struct Decommission: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes the station out of use, and proves that nothing was left on it.",
        discussion: """
            Sends what waits, and refuses while a record has no answer or an enrollment is not finished. Then audit log and \
            last statement go to the registry, which bars the station and signs that it has everything; the proof goes to \
            --out, and the station's keys are wiped. idregistry station proof verifies it. Stop idstation serve first. The \
            command may be repeated until it is done; there is no way back.
            """)

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    @Option(help: ArgumentHelp("Where the proof goes.", valueName: "file"))
    var out: String

    @Flag(help: "Print JSON.")
    var json = false

    private struct Output: Encodable {
        let station: String
        let records: Int
        let refused: Int
        let closed: String
        let proof: String
        let wiped: [String]
        let held: [String]
    }

    func run() async throws {
        try await report(json: json) {
            let folder = try StationFolder.load(station)
            let store = try folder.store()
            let logger = Logger(label: "idstation") { _ in SwiftLogNoOpLogHandler() }
            let done = try await folder.decommission(store, writing: out, logger: logger)
            let output = Output(
                station: done.closing.station.text, records: done.closing.records, refused: done.closing.refused,
                closed: "\(done.closing.closed)", proof: out, wiped: done.wiped, held: done.held)
            if json { return try Console.json(output) }
            print(
                "station \(output.station) is closed with \(output.records) records (\(output.refused) refused) at "
                    + "\(output.closed); the proof is in \(out)")
            for name in output.wiped { print("wiped: \(name)") }
            for key in output.held { print("still there, remove it from its token or TPM: \(key)") }
        }
    }
}

extension StationFolder {
    /// A run that finds the proof of an earlier one needs neither keys nor registry.
    fileprivate func decommission(
        _ store: EnrollmentStore, writing out: String, logger: Logger
    ) async throws -> StationDecommission.Done {
        if let done = try StationDecommission.repeated(of: self, writing: out) { return done }
        return try await RegistryCall.make(of: self) { client in
            try await StationDecommission(of: self, store, client, logger: logger).run(writing: out)
        }
    }
}
