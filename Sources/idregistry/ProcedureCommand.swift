import ArgumentParser

/// How procedures reach the stations.
struct ProcedureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedure",
        abstract: "Signs procedures, consent texts and messages for the stations.",
        discussion: "Stations take a bundle with idstation procedure import. The command prints JSON with --json.",
        subcommands: [ProcedureBundling.self])
}
