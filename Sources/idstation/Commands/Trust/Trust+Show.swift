import ArgumentParser
import DocumentPKI

extension Trust {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a certificate, its flaws and where it came from.")

        @OptionGroup var location: TrustLocation

        @Argument(help: ArgumentHelp("How its SHA-256 fingerprint begins.", valueName: "fingerprint"))
        var fingerprint: String

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let found = try TrustFolder(location.path).certificate(fingerprint: fingerprint)
                let output = CertificateOutput(found)
                if json { try Console.json(output) } else { output.lines.forEach { print($0) } }
            }
        }
    }
}
