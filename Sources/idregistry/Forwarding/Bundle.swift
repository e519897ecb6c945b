import ArgumentParser
import Foundation
import Logging
import Registry

struct Bundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes in what stations without a network sent on a USB stick.", subcommands: [BundleImporting.self])
}

struct BundleImporting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes a station's bundle of records in, and writes the answer for it.",
        discussion: """
            Each record is examined as if it had come by the network, and a record that is there already gets its receipt \
            again. A bundle that no station of this registry signed is refused as a whole; of one that is cut off or \
            altered, the records that are whole are taken, and the others are named with the reason. Exit status 6: \
            records were refused or not taken.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Argument(help: ArgumentHelp("The bundle, which idstation forward --export wrote.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Where the bundle of receipts goes; one that is there is replaced.", valueName: "file"))
    var out: String

    @Flag(help: "Print JSON.")
    var json = false

    private struct Line: Encodable {
        let sequence: Int
        /// `received`, `refused` or `not-taken`.
        let result: String
        let reason: String?

        init(_ entry: ReceiptBundle.Entry) {
            sequence = entry.sequence
            switch entry.result {
            case .received: (result, reason) = ("received", nil)
            case .refused(let problem): (result, reason) = ("refused", problem.code.rawValue)
            case .notTaken(let why): (result, reason) = ("not-taken", why)
            }
        }
    }

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        let logger = Logger(label: "idregistry") { StreamLogHandler.standardError(label: $0) }
        let intake = try registry.judgingIntake(trusting: registry.trustWatch(logger: logger), logger: logger)
        let receipts: ReceiptBundle
        do {
            receipts = try await BundleIntake(intake, logKey: registry.description.logKey).take(file, at: Date())
        } catch let problem as ProblemDetails {
            throw ValidationError("the bundle is refused: \(problem.title). \(problem.detail)")
        } catch let error as RegistryError where error.fault == .station {
            throw ValidationError(error.message)
        }
        try DurableFile.replace(out, registry.sign(receipts), mode: 0o644)
        let lines = receipts.entries.map(Line.init)
        if json {
            try Output.json(lines)
        } else {
            for line in lines { print("\(line.sequence) \(line.result)" + (line.reason.map { " (\($0))" } ?? "")) }
            for finding in receipts.answer?.reconciliation.findings ?? [] { print("statement: \(finding)") }
        }
        if lines.contains(where: { $0.result != "received" }) { throw ExitCode(6) }
    }
}
