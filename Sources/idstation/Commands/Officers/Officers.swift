import ArgumentParser

/// Who may work at a station.
struct Officers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Makes an officer's keys, takes the registry's roster, and says who may work here.",
        discussion: """
            An officer makes his keys himself, at any machine, under a password that nobody else learns. The registry \
            admits him and signs a roster; a station lets in whom its roster names, offline too, until it expires.

              idstation officer new --id o-17 --name "Officer Seventeen" --out o-17.json
              idregistry officer admit registry/ o-17.json --role officer
              idregistry officer roster registry/ --out roster.p7s
              idstation officer import --station station/ roster.p7s
              idstation officer try --station station/ --id o-17

            A station that is online takes the current roster by itself: idstation serve, or import without a file.
            """,
        subcommands: [New.self, Import.self, List.self, Try.self, Password.self])
}
