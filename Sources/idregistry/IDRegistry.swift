import ArgumentParser

/// The registry: takes sealed records from stations, checks them again from the raw bytes, and gives receipts.
@main
struct IDRegistry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idregistry",
        abstract:
            "Takes sealed records from stations, checks them again from the raw bytes, and gives signed receipts.",
        discussion: """
              idregistry init registry/ --trust country/trust --station demo-001 --station-folder station/
              idregistry serve registry/ --port 8443
            """,
        subcommands: [Init.self, Serve.self])
}
