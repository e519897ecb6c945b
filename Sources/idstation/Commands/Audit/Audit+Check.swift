import ArgumentParser
import Enrollment
import Registry

extension Audit {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Finds what was changed in the log, and compares it with what the registry has of it.",
            discussion: "Exit status 15: it does not hold together, or is not the one that the registry knows.")

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Flag(help: "Do not ask the registry.")
        var offline = false

        @Flag(help: "Print JSON.")
        var json = false

        private struct Checked: Encodable {
            let entries: Int
            let end: String
            /// How many of them the registry has; nil where it was not asked.
            let atRegistry: Int?
        }

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let log = try folder.auditLog()
                let chain = try log.check()
                if let fault = chain.fault { throw Failure(fault) }
                let known =
                    offline ? nil : try await RegistryCall.make(of: folder) { try await log.compare(with: $0).number }
                let checked = Checked(
                    entries: chain.head.number, end: chain.head.digest.text, atRegistry: known)
                if json { return try Console.json(checked) }
                print("\(checked.entries) entries hold together")
                print(known.map { "\($0) of them are at the registry, the same" } ?? "the registry was not asked")
            }
        }
    }

    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends the entries that the registry does not have yet.",
            discussion: "idstation serve does so by itself. Sending twice does no harm.")

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let log = try folder.auditLog()
                let head = try await RegistryCall.make(of: folder) { try await log.send(to: $0) }
                if json { return try Console.json(["entries": head.number]) }
                print("the registry has \(head.number) entries")
            }
        }
    }
}
