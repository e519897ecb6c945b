import ArgumentParser
import Foundation
import Registry

struct RosterMaking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster",
        abstract: "Signs a roster of the officers who serve, for stations that are offline.",
        discussion: """
            Stations take it with idstation officer import. It holds the officers' keys, locked by their passwords: give \
            it to stations only. Its number rises, and a station takes no older one.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("How long officers may work by it offline.", valueName: "days"))
    var days = 7

    @Option(help: ArgumentHelp("Where the roster goes.", valueName: "file"))
    var out: String

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...31).contains(days) else { throw ValidationError("--days takes 1 to 31") }
    }

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        let issued = try await registry.rosterIssuer(registry.storage())
            .issue(life: days * 86_400_000, at: Timestamp(Date()))
        try Data(issued.bytes).write(to: URL(filePath: out), options: .atomic)
        let roster = issued.roster
        try Output.tell(
            "roster \(roster.number) in \(out): \(roster.officers.count) officers, until \(roster.expires)",
            [
                "number": "\(roster.number)", "out": out, "officers": "\(roster.officers.count)",
                "expires": "\(roster.expires)",
            ], json: json)
    }
}
