import ArgumentParser
import Enrollment
import Foundation
import Registry

struct ProcedureBundling: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Makes a signed bundle of procedures, consent texts and messages, for the stations.",
        discussion: """
            Every procedure is checked first, as idstation procedure check does; exit status 14 and no bundle where one has \
            findings. The bundle's number rises: a station takes no older one.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("The folder with procedures/, consents/ and messages/.", valueName: "folder"))
    var from = EnrollmentData.folder

    @Option(
        help: ArgumentHelp(
            "A procedure that the stations do not get, bench-enrollment say. Can be given again.", valueName: "id"))
    var without: [String] = []

    @Option(help: ArgumentHelp("Where the bundle goes.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("How long stations may take it.", valueName: "days"))
    var days = 90

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...3650).contains(days) else { throw ValidationError("--days takes 1 to 3650") }
    }

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        let library = try ProcedureLibrary(folder: from).without(without)
        guard !library.ids.isEmpty else { throw ValidationError("\(from)/procedures has no procedure") }
        let faulty = library.ids.map { (id: $0, findings: library.findings(of: $0)) }.filter { !$0.findings.isEmpty }
        for (id, findings) in faulty {
            for finding in findings {
                FileHandle.standardError.write(Data("idregistry: procedure \(id): \(finding)\n".utf8))
            }
        }
        guard faulty.isEmpty else { throw ExitCode(14) }
        let made = try await registry.giveProcedures(library, validFor: Double(days) * 86_400)
        try Data(made.bytes).write(to: URL(filePath: out), options: .atomic)
        try Output.tell(
            "bundle \(made.bundle.number) in \(out): \(library.ids.count) procedures, \(library.files.count) files",
            [
                "number": "\(made.bundle.number)", "out": out, "procedures": "\(library.ids.count)",
                "files": "\(library.files.count)",
            ], json: json)
    }
}
