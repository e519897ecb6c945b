import ArgumentParser
import Registry

struct StationListing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the stations that the registry knows.",
        discussion: "A station from before there was a list is in it from its first request on.")

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let storage = try RegistryFolder.load(from: folder).storage()
        var lines: [StationLine] = []
        for station in try await storage.stations() {
            lines.append(StationLine(station, try await storage.certificates(of: station.name)))
        }
        if json { return try Output.json(lines) }
        for line in lines { print(line.text) }
        if lines.isEmpty { print("no stations") }
    }
}
