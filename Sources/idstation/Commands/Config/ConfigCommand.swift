import ArgumentParser

/// The station's configuration file.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Checks a station's configuration file.",
        discussion: """
              idstation config check /etc/chip-id/station.yaml
              idstation serve --config /etc/chip-id/station.yaml

            A key is the name of an option of idstation serve. packaging/config/station.yaml explains each.
            """,
        subcommands: [Check.self])
}
