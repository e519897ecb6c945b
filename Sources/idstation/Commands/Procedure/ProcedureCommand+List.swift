import ArgumentParser
import Enrollment

extension ProcedureCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the procedures of a station: id, version, form, title, and what is wrong with them.")

        @OptionGroup var location: ProcedureLocation

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let folder = try location.folder()
                let output = ProcedureListOutput(try folder.library(), bundle: try folder.procedureBundle())
                if json { try Console.json(output) } else { output.lines.forEach { print($0) } }
                if output.procedures.contains(where: { $0.findings > 0 }) { throw ExitStatus.procedureFaulty.code }
            }
        }
    }
}
