import ArgumentParser
import DocumentPKI
import Foundation

extension Trust {
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a certificate out for good.",
            discussion: """
                The next import refuses it as removed, unless --readmit is given there. A file of it in the folder is \
                left out from now on.
                """)

        @OptionGroup var location: TrustLocation

        @Argument(help: ArgumentHelp("How its SHA-256 fingerprint begins.", valueName: "fingerprint"))
        var fingerprint: String

        @Option(help: ArgumentHelp("Why; it is kept with the fingerprint.", valueName: "text"))
        var why: String

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            guard !why.allSatisfy(\.isWhitespace) else { throw ValidationError("--why says why it is removed") }
        }

        func run() async throws {
            try await report(json: json) {
                let folder = TrustFolder(location.path)
                let found = try folder.certificate(fingerprint: fingerprint)
                try folder.remove(found, why: why, at: Date())
                let output = CertificateOutput(found)
                if json { try Console.json(output) } else { print("removed \(output.line)") }
            }
        }
    }
}
