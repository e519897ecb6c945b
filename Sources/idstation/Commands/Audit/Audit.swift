import ArgumentParser
import Enrollment
import Foundation
import Registry

/// Who did what at a station.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Shows and checks the station's audit log, and sends it to the registry.",
        discussion: """
            Each entry holds the digest of the one before. An entry that was changed, removed or inserted is found here; \
            a log that was written anew as a whole is found by comparing it with the registry's.
            """,
        subcommands: [Show.self, Check.self, Send.self])

    /// An entry as JSON and as a line.
    struct Line: Encodable {
        let number: Int
        let time: String
        let officer: String?
        let action: String
        let subject: String?

        init(_ entry: AuditEntry) {
            number = entry.number
            time = "\(entry.time)"
            officer = entry.officer
            action = entry.action
            subject = entry.subject
        }

        var text: String {
            (["\(number)", time, officer ?? "-", action] + [subject].compactMap { $0 }).joined(separator: " ")
        }
    }
}

extension Audit {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows the entries, oldest first.")

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Option(help: ArgumentHelp("Only those after this number.", valueName: "number"))
        var after = 0

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws { guard after >= 0 else { throw ValidationError("--after takes a number from 0") } }

        func run() async throws {
            try await report(json: json) {
                let log = try StationFolder.load(station).auditLog()
                var lines: [Line] = []
                var number = after
                while case let next = try log.entries(after: number), let last = next.last {
                    lines += next.map(Line.init)
                    number = last.number
                }
                if json { return try Console.json(lines) }
                for line in lines { print(line.text) }
                let end = try log.head().number
                if number < end { Console.note("entry \(number + 1) cannot be read; see idstation audit check") }
            }
        }
    }
}
