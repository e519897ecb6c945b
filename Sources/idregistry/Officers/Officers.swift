import ArgumentParser

/// Who may work at the registry's stations.
struct Officers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Admits and removes officers, and signs the roster that stations let them in by.",
        discussion: """
            An officer makes his keys with idstation officer new; the registry never sees his password or his private \
            keys in the clear. A server that runs gives its stations a new roster as soon as officers have changed; a \
            station that is offline goes by the one it has, until that expires.
            """,
        subcommands: [OfficerAdmitting.self, OfficerRemoving.self, OfficerListing.self, RosterMaking.self])
}
