import ArgumentParser
import Registry

struct StationShowing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a station and every certificate of it.")

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "The station's name.")
    var station: String

    @Flag(help: "Print JSON.")
    var json = false

    private struct Shown: Encodable {
        let station: StationLine
        let certificates: [StationCertificateLine]
        let closing: ClosingLine?
    }

    func run() async throws {
        let storage = try RegistryFolder.load(from: folder).storage()
        guard let name = StationID(station), let known = try await storage.station(name) else {
            throw ValidationError("\(station) is not known here")
        }
        let certificates = try await storage.certificates(of: name)
        let shown = Shown(
            station: StationLine(known, certificates), certificates: certificates.map(StationCertificateLine.init),
            closing: try await storage.closing(of: name).map(ClosingLine.init))
        if json { return try Output.json(shown) }
        print(shown.station.text)
        if let closing = shown.closing { print("  \(closing.text)") }
        for certificate in shown.certificates { print("  \(certificate.text)") }
    }
}
