import ArgumentParser
import Enrollment
import Foundation
import Registry

struct StationInviting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Makes a one-time code by which a new station gets its certificates.",
        discussion: """
            The code says which registry it is of, so that the station knows whom it talks to. It is shown once and kept \
            nowhere; a new one for the same station ends the one before. The station gives it to idstation identity enrol, \
            with the address of this registry's public port. It gets procedures, consent texts and messages as well, signed.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "The station's name: a-z, 0-9, hyphens.")
    var station: String

    @Option(help: ArgumentHelp("How long the code counts.", valueName: "hours"))
    var hours = 24

    @Option(help: ArgumentHelp("How long the station's certificates count.", valueName: "days"))
    var days = StationCA.usualDays

    @Option(help: ArgumentHelp("The registry's address for this station.", valueName: "url"))
    var address = "https://localhost:8443"

    @Option(help: ArgumentHelp("The folder with procedures/, consents/ and messages/.", valueName: "folder"))
    var enrollment = EnrollmentData.folder

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard StationID(station) != nil else { throw ValidationError("\(station) is no name of a station") }
        guard (1...24 * 30).contains(hours) else { throw ValidationError("--hours takes 1 to 720") }
        guard (1...3650).contains(days) else { throw ValidationError("--days takes 1 to 3650") }
        guard address.hasPrefix("https://") else { throw ValidationError("--address begins with https://") }
    }

    func run() async throws {
        guard let name = StationID(station) else { return }
        let registry = try RegistryFolder.load(from: folder)
        let procedures = try await procedures(of: registry)
        let (code, expires) = try await registry.stationEnrolment(registry.storage()).invite(
            name, address: address, life: Double(hours) * 3600, days: days, procedures: procedures)
        try Output.tell(
            """
            station \(station) is invited until \(expires)
              \(code.text)
            """, ["station": station, "code": code.text, "expires": "\(expires)"], json: json)
    }

    /// The procedures as a signed bundle.
    private func procedures(of registry: RegistryFolder) async throws -> [UInt8] {
        let library = try ProcedureLibrary(folder: enrollment)
        guard !library.ids.isEmpty else {
            throw ValidationError("\(enrollment)/procedures has no procedure; name the folder with --enrollment")
        }
        let faulty = library.ids.filter { !library.findings(of: $0).isEmpty }
        guard faulty.isEmpty else {
            throw ValidationError(
                "\(faulty.joined(separator: ", ")): idstation procedure check says what is wrong with it")
        }
        return try await registry.giveProcedures(library, validFor: 90 * 86_400).bytes
    }
}
