import ArgumentParser
import Enrollment

extension Identity {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Shows where the station's keys are, whether they can be used, and until when its certificates count.",
            discussion: "The exit status is 8 where a key cannot be used.")

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let output = try IdentityOutput(folder)
                try output.tell("station \(folder.station)", json: json)
                if let failure = output.failure {
                    Console.note("idstation: \(failure)")
                    throw ExitStatus.stationFailed.code
                }
            }
        }
    }
}
