import ArgumentParser

/// What the registry trusts, and how it reaches the stations.
struct Trust: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Imports what the registry trusts, and makes signed trust bundles of it for the stations.",
        discussion: """
            The folder registry/trust is one that idstation trust list, show, remove and status take as well. A \
            server that runs sees a change within seconds. Each command prints JSON with --json.
            """,
        subcommands: [TrustImporting.self, TrustBundling.self])
}
