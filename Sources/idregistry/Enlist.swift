import ArgumentParser
import Enrollment
import Foundation
import Registry

struct Enlist: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the folder of a new station.",
        discussion: """
            The folder is complete: the station's keys and certificates, the registry's public keys and address, what the \
            registry trusts as a first trust bundle, procedures, consent texts and the pages' words. Carry it to the station and leave no copy.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "The station's name: a-z, 0-9, hyphens.")
    var station: String

    @Option(help: ArgumentHelp("Where the station's folder goes.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("The registry's address for this station.", valueName: "url"))
    var address = "https://localhost:8443"

    @Option(help: ArgumentHelp("Procedures, consent texts and the pages' words; copied.", valueName: "folder"))
    var enrollment = EnrollmentData.folder

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard StationID(station) != nil else { throw ValidationError("\(station) is no name of a station") }
    }

    func run() async throws {
        guard let name = StationID(station) else { return }
        let registry = try RegistryFolder.load(from: folder)
        try await registry.keep(ProcedureLibrary(folder: enrollment))
        try await registry.enlist(name, at: out, address: address, time: Date())
        for part in ["procedures", "consents", "messages"] {
            try FolderCopy.files(from: "\(enrollment)/\(part)", to: "\(out)/\(part)")
        }
        try registry.giveTrust(to: "\(out)/trust", at: Date())
        try await registry.giveRoster(to: out, at: Date())
        try Output.tell("station \(station) in \(out)", ["station": station, "folder": out], json: json)
    }
}
