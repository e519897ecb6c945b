import ArgumentParser

/// By what the station is known to its registry.
struct Identity: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "The station's keys and certificates: enrol a new station, show them, renew them.",
        discussion: """
            A key is a file of the station's folder (for the demo), or stays in a PKCS#11 token or a TPM. A station whose \
            key is in hardware never uses another in its place.
            """,
        subcommands: [Enrol.self, Show.self, Renew.self])
}
