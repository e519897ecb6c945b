import ArgumentParser
import Foundation
import Registry

extension OfficerRole: ExpressibleByArgument {}

struct OfficerAdmitting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admit",
        abstract: "Admits an officer, or gives one that is there another role, other stations or new keys.",
        discussion: """
            Make sure that the file comes from him: it is signed by his own new key, which says nothing of who he is. \
            A supervisor may do what an officer may, an administrator what a supervisor may.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Argument(help: ArgumentHelp("What idstation officer new made.", valueName: "file"))
    var file: String

    @Option(help: "officer, supervisor or administrator.")
    var role: OfficerRole

    @Option(help: ArgumentHelp("A station where he may work; can be given again. All if not given.", valueName: "name"))
    var station: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let wrong = station.first(where: { StationID($0) == nil }) {
            throw ValidationError("\(wrong) is no name of a station")
        }
    }

    func run() async throws {
        guard let handle = FileHandle(forReadingAtPath: file),
            let bytes = try handle.read(upToCount: OfficerApplication.maximumSize + 1)
        else { throw ValidationError("\(file) cannot be read") }
        let application = try OfficerApplication(parsing: Array(bytes))
        let officer = try application.officer(as: role, at: station.compactMap { StationID($0) })
        let admission = try await RegistryFolder.load(from: folder).storage().admit(officer, at: Timestamp(Date()))
        let what =
            switch admission {
            case .admitted: "admitted"
            case .replaced: "admitted in the place of the officer of this id before"
            case .unchanged: "there already, unchanged"
            }
        try Output.tell(
            "\(officer) \(what)", ["officer": officer.id, "role": role.rawValue, "admission": "\(admission)"],
            json: json)
    }
}
