import ArgumentParser
import DocumentPKI
import Foundation
import Registry

struct TrustImporting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Imports master lists, LDIF of the ICAO PKD, certificates and revocation lists.",
        discussion: "What each is taken for is told by idstation trust import --help. Exit status 11: some was refused."
    )

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Argument(help: ArgumentHelp("The files.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "A certificate that you vouch for: a file, or its SHA-256 fingerprint. Can be given again.",
            valueName: "file|sha-256"))
    var pin: [String] = []

    @Flag(help: "Take back what was removed.")
    var readmit = false

    @Flag(help: "Print JSON, every entry included.")
    var json = false

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        var options = TrustImport.Options()
        options.kinds.remove(.bundle)
        options.readmits = readmit
        options.pins = try pin.flatMap { text in
            try TrustPin(fingerprint: text).map { [$0] }
                ?? TrustFolder.certificates(TrustFolder.bytes(text)).map { TrustPin($0) }
        }
        let given = try files.map {
            TrustImport.File(name: URL(filePath: $0).lastPathComponent, bytes: try TrustFolder.bytes($0))
        }
        let report = try registry.trust.importing(given, options: options, at: Date())
        if json { try Output.json(report) } else { report.lines.forEach { print($0) } }
        if !report.refused.isEmpty { throw ExitCode(11) }
    }
}
