import ArgumentParser
import Foundation
import Registry

struct ConsumerMaking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consumer",
        abstract: "Makes the folder of a system that reads the registry's events.",
        discussion: """
            The folder has a key, a certificate and the station CA's certificate. With it, and nothing else, events can be \
            read: GET /v1/events?after=0&limit=100&wait=30. A station's certificate does not open them, nor this one a \
            station's resources.
            """)

    @OptionGroup var registry: RegistryLocation

    @Option(help: "The consumer's name: a-z, 0-9, hyphens.")
    var name: String

    @Option(help: ArgumentHelp("Where the folder goes.", valueName: "folder"))
    var out: String

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard StationID(name) != nil else { throw ValidationError("\(name) is no name of a consumer") }
    }

    func run() async throws {
        guard let consumer = StationID(name) else { return }
        try registry.load().createConsumer(consumer, at: out, time: Date())
        try Output.tell("consumer \(name) in \(out)", ["consumer": name, "folder": out], json: json)
    }
}
