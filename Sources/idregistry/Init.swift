import ArgumentParser
import Foundation
import Registry

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a registry's folder: keys, station CA, an empty database; and a first station's folder.",
        discussion: """
            The station's folder is complete: its keys and certificates, the registry's public keys, the trusted CSCA \
            certificates, procedures and consent texts. Carry it to the station and leave no copy.
            """)

    @Argument(help: ArgumentHelp("The registry's folder; must not be there yet.", valueName: "folder"))
    var folder: String

    @Option(help: "The registry's name; it becomes the origin of its log.")
    var name = "registry.demo/level-2"

    @Option(help: ArgumentHelp("Folder of CSCA certificates that the registry trusts; copied.", valueName: "folder"))
    var trust: String

    @Option(help: ArgumentHelp("Names of the server for its certificate.", valueName: "names"))
    var serverNames = "DNS:localhost,IP:127.0.0.1,IP:::1"

    @Option(help: ArgumentHelp("The address that stations use.", valueName: "url"))
    var address = "https://localhost:8443"

    @Option(help: "The first station's name: a-z, 0-9, hyphens.")
    var station: String?

    @Option(help: ArgumentHelp("Where the first station's folder goes.", valueName: "folder"))
    var stationFolder: String?

    @Option(help: ArgumentHelp("Procedures and consent texts for the station; copied.", valueName: "folder"))
    var enrollment = "enrollment"

    func validate() throws {
        guard (station == nil) == (stationFolder == nil) else {
            throw ValidationError("--station and --station-folder belong together")
        }
        if let station, StationID(station) == nil { throw ValidationError("\(station) is no name of a station") }
    }

    func run() async throws {
        let now = Date()
        let registry = try RegistryFolder.create(at: folder, name: name)
        try registry.createCertificates(serverNames: serverNames, at: now)
        try copy(from: trust, to: registry.trustPath)
        print("registry \(name) in \(folder)")
        if let stationFolder, let station = station.flatMap({ StationID($0) }) {
            try registry.createStation(station, at: stationFolder, address: address, time: now)
            for part in ["procedures", "consents"] {
                try copy(from: "\(enrollment)/\(part)", to: "\(stationFolder)/\(part)")
            }
            try copy(from: trust, to: "\(stationFolder)/trust")
            print("station \(station) in \(stationFolder)")
        }
    }

    private func copy(from source: String, to target: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
        for file in try manager.contentsOfDirectory(atPath: source).sorted() {
            try manager.copyItem(atPath: "\(source)/\(file)", toPath: "\(target)/\(file)")
        }
    }
}
