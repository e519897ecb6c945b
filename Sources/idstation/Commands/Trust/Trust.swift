import ArgumentParser

/// What a station trusts, and where it came from.
struct Trust: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Imports, lists, removes and exports what a station trusts, and says how old it is.",
        discussion: """
            A trust folder holds certificate files that somebody put there, and a database of what was imported. Each \
            command takes the folder by --trust, or a station's by --station, and prints JSON with --json.

              idstation trust import --trust trust/ DE_ML.ml --pin csca-germany.cer
              idstation trust import --station station/ registry.bundle
              idstation trust status --station station/

            An import is one transaction: it is done whole or not at all, also where the machine stops in the middle. \
            Exit status 11 of import says that something was refused, of status that something wants attention.
            """,
        subcommands: [Import.self, List.self, Show.self, Remove.self, Export.self, Status.self])
}

/// Which trust folder.
struct TrustLocation: ParsableArguments {
    @Option(help: ArgumentHelp("The trust folder.", valueName: "folder"))
    var trust: String?

    @Option(help: ArgumentHelp("A station's folder, instead of a trust folder.", valueName: "folder"))
    var station: String?

    func validate() throws {
        guard (trust == nil) != (station == nil) else {
            throw ValidationError("Give --trust with the trust folder, or --station with a station's.")
        }
    }

    var path: String { trust ?? "\(station ?? ".")/trust" }

    /// Who may sign trust bundles for the station.
    var authority: String? { station.map { "\($0)/station-ca.pem" } }
}
