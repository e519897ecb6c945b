import ArgumentParser
import Registry

struct RecordExporting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a record as a file: ASiC-S, manifest and signature.",
        discussion: """
            The same record is always the same bytes. The sealed parts are not in it: an ASiC-S has one data object, and only \
            this registry could open them; the manifest names each by its digest. What verifies it with other programs:

              unzip -p record.asics manifest.json > manifest.json
              unzip -p record.asics META-INF/signature.p7s > signature.p7s
              openssl cms -verify -cades -binary -inform DER -in signature.p7s -content manifest.json -CAfile station-ca.pem \
            -purpose any -out /dev/null
            """)

    @OptionGroup var choice: RecordChoice

    @Option(help: ArgumentHelp("Where the file goes; one that is there is replaced.", valueName: "file"))
    var out: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let bytes = try RecordContainer(await choice.load().signed).serialized()
        try DurableFile.replace(out, bytes, mode: 0o644)
        try Output.tell(
            "record \(choice.id) in \(out): \(bytes.count) bytes",
            ["record": choice.id, "out": out, "bytes": "\(bytes.count)"], json: json)
    }
}
