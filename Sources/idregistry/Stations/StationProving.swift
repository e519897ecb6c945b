import ArgumentParser
import Registry

struct StationProving: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "Verifies the proof that a station was taken out of use with nothing left on it.",
        discussion: """
            idstation decommission writes it: the station's last statement and this registry's answer, each signed. Both \
            must hold, say the same, and be what the registry has. Exit status 1: it proves nothing.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Argument(help: ArgumentHelp("The proof, which idstation decommission wrote.", valueName: "file"))
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder)
        let proof = try ClosingProof(parsing: DurableFile.read(file, atMost: ClosingProof.maximumSize))
        let closing = try proof.verify(trusting: [registry.stationAuthority()])
        guard try await registry.storage().closing(of: closing.station) == closing else {
            throw RegistryError(
                .closingRefused, "the proof holds for itself, but the registry knows nothing of this closing",
                fault: .registry)
        }
        let line = ClosingLine(closing)
        if json { return try Output.json(line) }
        print("station \(line.station) is \(line.text)")
    }
}
