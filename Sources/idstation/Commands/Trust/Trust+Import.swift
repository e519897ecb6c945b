import ArgumentParser
import CardCrypto
import DocumentPKI
import Foundation

extension Trust {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports master lists, LDIF of the ICAO PKD, certificates, revocation lists and trust bundles.",
            discussion: """
                What a file is, its content says. A master list is taken where its signer leads to a certificate that \
                you pin; without one it is refused and the fingerprint is shown that you would have to compare and pin. \
                A certificate file is trusted because you give it. An LDIF is signed by nobody: its document signers \
                and revocation lists need an issuer that is trusted, its authorities a pin each.
                """)

        @OptionGroup var location: TrustLocation

        @Argument(help: ArgumentHelp("The files.", valueName: "file"))
        var files: [String]

        @Option(
            help: ArgumentHelp(
                "A certificate that you vouch for: a file, or its SHA-256 fingerprint. Can be given again.",
                valueName: "file|sha-256"))
        var pin: [String] = []

        @Option(
            help: ArgumentHelp(
                "The CA whose signers may sign trust bundles; a station's own if not given.", valueName: "file"))
        var authority: String?

        @Flag(help: "Take back what was removed.")
        var readmit = false

        @Flag(help: "Print JSON, every entry included.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                var options = TrustImport.Options()
                options.pins = try pin.flatMap { try Self.pins($0) }
                options.readmits = readmit
                if let path = authority ?? location.authority { options.authorities = try Self.certificates(path) }
                let given = try files.map {
                    TrustImport.File(name: URL(filePath: $0).lastPathComponent, bytes: try Self.bytes($0))
                }
                let report = try TrustFolder(location.path).importing(given, options: options, at: Date())
                if json { try Console.json(report) } else { report.lines.forEach { print($0) } }
                if !report.refused.isEmpty { throw ExitStatus.trustAttention.code }
            }
        }

        private static func pins(_ text: String) throws -> [TrustPin] {
            if let pin = TrustPin(fingerprint: text) { return [pin] }
            return try certificates(text).map { TrustPin($0) }
        }

        private static func certificates(_ path: String) throws -> [Certificate] {
            do { return try TrustFolder.certificates(bytes(path)) } catch let failure as Failure { throw failure } catch
            {
                throw Failure(
                    .usage, code: "certificate-unreadable", "\(path) is no certificate: \(error)",
                    remedy: "Give a certificate in PEM or DER, or a pin's fingerprint as 64 hexadecimal digits.")
            }
        }

        private static func bytes(_ path: String) throws -> [UInt8] {
            do { return try TrustFolder.bytes(path) } catch {
                throw Failure(
                    .usage, code: "file-unreadable", error.message, remedy: "Nothing was imported. Look at the name.")
            }
        }
    }
}
