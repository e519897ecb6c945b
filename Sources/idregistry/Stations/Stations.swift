import ArgumentParser

/// The registry's stations.
struct Stations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "station",
        abstract: "Invites stations by one-time codes, shows them and their certificates, and bars them.",
        discussion: """
            A station that is invited makes its own keys, in a token or a TPM where it has one; idregistry enlist makes \
            them here, for the demo. A server that runs bars a revoked station within two seconds.
            """,
        subcommands: [
            StationInviting.self, StationListing.self, StationShowing.self, StationRevoking.self, StationProving.self,
        ])
}
