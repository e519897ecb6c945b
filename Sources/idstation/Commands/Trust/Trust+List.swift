import ArgumentParser
import DocumentPKI

extension Trust {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the certificates: country, fingerprint, end of validity, subject, flaws.")

        @OptionGroup var location: TrustLocation

        @Option(help: ArgumentHelp("Only this country's, by its two letters.", valueName: "country"))
        var country: String?

        @Flag(help: "The document signers, which are known and not trusted, instead of the trusted certificates.")
        var signers = false

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let folder = TrustFolder(location.path)
                let all = try signers ? folder.documentSigners() : folder.contents().anchors
                let shown = all.map(CertificateOutput.init).filter { certificate in
                    country.map { certificate.country == $0.uppercased() } ?? true
                }
                if json { return try Console.json(shown) }
                for certificate in shown { print(certificate.line) }
                if shown.isEmpty { Console.note("no certificate") }
            }
        }
    }
}
