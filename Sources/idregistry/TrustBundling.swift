import ArgumentParser
import DocumentPKI
import Foundation
import Registry

struct TrustBundling: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Makes a signed bundle of what the registry trusts, for the stations.",
        discussion: """
            Stations take it with idstation trust import, or from their folder trust/incoming while idstation serve \
            runs. Its number rises: a station takes no older one, and drops what only older ones gave.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("Where the bundle goes.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("How long stations may take it.", valueName: "days"))
    var days = 30

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...3650).contains(days) else { throw ValidationError("--days takes 1 to 3650") }
    }

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        let made = try registry.makeTrustBundle(validFor: Double(days) * 86_400, at: Date())
        try Data(made.bytes).write(to: URL(filePath: out), options: .atomic)
        let bundle = made.bundle
        let content =
            "\(bundle.certificates.count) certificates, \(bundle.documentSigners.count) document signers, "
            + "\(bundle.revocationLists.count) revocation lists"
        try Output.tell(
            "bundle \(bundle.number) in \(out): \(content)",
            ["number": "\(bundle.number)", "out": out, "certificates": "\(bundle.certificates.count)"], json: json)
    }
}
