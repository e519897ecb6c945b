import ArgumentParser
import Enrollment

extension ProcedureCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a procedure: persons, steps, fields, consent, limits, slip.")

        @Argument(help: ArgumentHelp("The procedure's id.", valueName: "id"))
        var id: String

        @OptionGroup var location: ProcedureLocation

        @Option(help: "The language of the texts.")
        var language = "en"

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let (procedure, consents) = try location.folder().procedure(id)
                let output = ProcedureOutput(procedure, consents, language: language)
                if json { try Console.json(output) } else { output.lines.forEach { print($0) } }
            }
        }
    }
}
