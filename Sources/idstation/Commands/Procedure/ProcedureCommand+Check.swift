import ArgumentParser
import Enrollment
import Foundation

extension ProcedureCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what is wrong with procedures, and proves what must hold on every way through them.",
            discussion: """
                Consent texts are looked for in the folder above the procedure's: enrollment/procedures/NAME.yaml and \
                enrollment/consents/. docs/procedures.md explains each finding. The exit status is 0 where there is none, \
                14 otherwise.
                """)

        @Argument(help: ArgumentHelp("The procedures' files.", valueName: "file"))
        var files: [String]

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let checked = try files.map { try Self.check($0) }
                if json { try Console.json(checked) } else { checked.flatMap(\.lines).forEach { print($0) } }
                if checked.contains(where: { !$0.findings.isEmpty }) { throw ExitStatus.procedureFaulty.code }
            }
        }

        private static func check(_ path: String) throws -> ProcedureCheckOutput {
            let name = URL(filePath: path).lastPathComponent
            guard name.hasSuffix(".yaml") else {
                throw Failure(
                    .usage, code: "file-unreadable", "\(path) is no .yaml file",
                    remedy: "Nothing was checked. Name the files of procedures.")
            }
            let library: ProcedureLibrary
            do { library = try ProcedureLibrary(procedureFile: path) } catch {
                throw Failure(
                    .usage, code: "file-unreadable", error.message, remedy: "Nothing was checked. Look at the name.")
            }
            let id = String(name.dropLast(5))
            return ProcedureCheckOutput(
                file: path, procedure: try? library.procedure(id), findings: library.findings(of: id))
        }
    }
}
