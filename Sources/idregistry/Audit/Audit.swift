import ArgumentParser
import Registry

/// What the stations did, as they told the registry.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Shows and checks what a station's audit log is here.",
        discussion: """
            A station sends each entry once. One that does not follow those that are here is refused, so that a station \
            whose log was written anew is found out when it sends the next time.
            """,
        subcommands: [AuditShowing.self, AuditChecking.self])
}

/// Whose log.
struct AuditLocation: ParsableArguments {
    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "The station's name.")
    var station: String

    func validate() throws {
        guard StationID(station) != nil else { throw ValidationError("\(station) is no name of a station") }
    }

    /// Hands over the station's entries, some hundred at a time.
    func each(_ body: ([StoredAuditEntry]) throws -> Void) async throws {
        guard let name = StationID(station) else { return }
        let storage = try RegistryFolder.load(from: folder).storage()
        var number = 0
        while case let next = try await storage.auditEntries(of: name, after: number, limit: 500), let last = next.last
        {
            try body(next)
            number = last.number
        }
    }
}

struct AuditShowing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows the entries, oldest first.")

    @OptionGroup var location: AuditLocation

    @Flag(help: "Print JSON.")
    var json = false

    private struct Line: Encodable {
        let number: Int
        let time: String
        let officer: String?
        let action: String
        let subject: String?
    }

    func run() async throws {
        var lines: [Line] = []
        try await location.each { entries in
            lines += try entries.map { stored in
                let entry = try AuditEntry(parsing: stored.bytes)
                return Line(
                    number: entry.number, time: "\(entry.time)", officer: entry.officer, action: entry.action,
                    subject: entry.subject)
            }
        }
        if json { return try Output.json(lines) }
        for line in lines {
            print(
                (["\(line.number)", line.time, line.officer ?? "-", line.action] + [line.subject].compactMap { $0 })
                    .joined(separator: " "))
        }
    }
}

struct AuditChecking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Finds what was changed in the log as it is here.",
        discussion: "Exit status 15: it does not hold together.")

    @OptionGroup var location: AuditLocation

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        guard let name = StationID(location.station) else { return }
        var chain = AuditChain(of: name)
        try await location.each { chain.walk($0) }
        var fields = ["entries": "\(chain.head.number)", "end": chain.head.digest.text]
        if let fault = chain.fault {
            fields["fault"] = fault.kind.rawValue
            fields["number"] = "\(fault.number)"
            try Output.tell("entry \(fault.number): \(fault.kind.rawValue)", fields, json: json)
            throw ExitCode(15)
        }
        try Output.tell("\(chain.head.number) entries hold together", fields, json: json)
    }
}
