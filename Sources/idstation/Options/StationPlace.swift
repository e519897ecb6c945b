import ArgumentParser

/// Which station, and how it runs.
struct StationPlace: ParsableArguments {
    @Option(help: ArgumentHelp("The station's folder; needed where no configuration names it.", valueName: "folder"))
    var station: String?

    @Option(help: ArgumentHelp("The station's configuration; what an option says wins over it.", valueName: "file"))
    var config: String?

    func validate() throws {
        guard station != nil || config != nil else {
            throw ValidationError("name the station with --station, or its configuration with --config")
        }
    }
}
