import ArgumentParser
import Enrollment

/// The procedures of a station, and the check of those that an authority writes.
struct ProcedureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedure",
        abstract: "Checks procedures, and lists, shows and imports those of a station.",
        discussion: """
              idstation procedure check enrollment/procedures/*.yaml
              idstation procedure import --station station/ procedures.bundle
              idstation procedure list --station station/

            A bundle is made by idregistry procedure bundle. An import is done whole or not at all, also where the machine \
            stops in the middle. Each command prints JSON with --json.
            """,
        subcommands: [Check.self, List.self, Show.self, Import.self])
}

/// Whose procedures.
struct ProcedureLocation: ParsableArguments {
    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    func folder() throws -> StationFolder { try StationFolder.load(station) }
}
