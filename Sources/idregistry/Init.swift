import ArgumentParser
import DocumentPKI
import Foundation
import Registry

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a registry's folder: keys, station CA, server certificate, an empty database.")

    @Argument(help: ArgumentHelp("The registry's folder; must not be there yet.", valueName: "folder"))
    var folder: String

    @Option(help: "The registry's name; it becomes the origin of its log.")
    var name = "registry.demo/level-2"

    @Option(
        help: ArgumentHelp("Trust folder of the registry: CSCA certificates and imports; copied.", valueName: "folder"))
    var trust: String

    @Option(help: ArgumentHelp("Names of the server for its certificate.", valueName: "names"))
    var serverNames = "DNS:localhost,IP:127.0.0.1,IP:::1"

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let registry = try RegistryFolder.create(at: folder, name: name)
        try registry.createCertificates(serverNames: serverNames, at: Date())
        try TrustFolder(trust).copy(to: registry.trustPath)
        try Output.tell("registry \(name) in \(folder)", ["registry": name, "folder": folder], json: json)
    }
}
