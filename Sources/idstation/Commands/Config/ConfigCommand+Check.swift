import ArgumentParser
import Enrollment

extension ConfigCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what is wrong with a configuration file, and what holds by it.",
            discussion: """
                Looks for the folders, files and devices that the file names as the user who runs it: run it as the user of the \
                service. The exit status is 0 where the station can run by the file, 64 otherwise. A device that is not \
                plugged in is told, and no fault.
                """)

        @Argument(help: ArgumentHelp("The configuration file.", valueName: "file"))
        var file: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let reading = try ConfigurationFile.reading(file)
                let findings = reading.findings + reading.configuration.findingsAtPlaces()
                let output = ConfigurationOutput(file: file, reading.configuration, findings)
                if json { try Console.json(output) } else { output.lines.forEach { print($0) } }
                if findings.contains(where: \.isFault) { throw ExitStatus.usage.code }
            }
        }
    }
}
