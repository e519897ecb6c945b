import ArgumentParser
import Enrollment

struct Forward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends the records that wait to the registry, and shows where every record stands.",
        discussion: "Sending twice does no harm: the registry knows the record again and gives the same receipt.")

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    @Flag(help: "Only show; send nothing.")
    var status = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await report(json: json) {
            let folder = try StationFolder.load(station)
            let store = try folder.store()
            let forwarding = status ? nil : try await Forwarding.send(store, of: folder)
            let lines = try store.outbox().map(OutboxOutput.init)
            if json {
                try Console.json(lines)
            } else {
                for line in lines { print(line.text) }
                if lines.isEmpty { print("no records") }
            }
            if let remedy = forwarding?.remedy { Console.note(remedy) }
            if let status = forwarding?.status, status != .success { throw status.code }
        }
    }
}
