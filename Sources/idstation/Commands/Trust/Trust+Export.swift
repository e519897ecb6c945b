import ArgumentParser
import CardCrypto
import DocumentPKI
import Foundation

extension Trust {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the trusted certificates as PEM, into one file or into a folder.")

        @OptionGroup var location: TrustLocation

        @Option(
            help: ArgumentHelp(
                "A file that ends in .pem gets all of them; anything else is a folder and gets a file for each.",
                valueName: "file|folder"))
        var out: String

        @Flag(help: "Print JSON.")
        var json = false

        private struct Written: Encodable {
            let certificates: Int
            let out: String
        }

        func run() async throws {
            try await report(json: json) {
                let anchors = try TrustFolder(location.path).contents().anchors.map(\.certificate)
                do { try write(anchors) } catch let error as CocoaError {
                    throw Failure(
                        .stationFailed, code: "export-failed",
                        "\(out) cannot be written: \(error.localizedDescription)",
                        remedy: "Look at the disk's space and rights.")
                }
                if json { return try Console.json(Written(certificates: anchors.count, out: out)) }
                print("\(anchors.count) certificates in \(out)")
            }
        }

        private func write(_ anchors: [Certificate]) throws {
            guard !out.hasSuffix(".pem") else {
                let text = try anchors.map { try $0.pem }.joined()
                return try Data(text.utf8).write(to: URL(filePath: out), options: .atomic)
            }
            let folder = URL(filePath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for anchor in anchors {
                // A country is two letters; a certificate that says otherwise names no file.
                let letters = (anchor.country ?? "").filter { $0.isASCII && $0.isLetter }.prefix(2)
                let name = "\(letters.isEmpty ? "XX" : letters)-\(anchor.fingerprintText.prefix(16)).pem"
                try Data(anchor.pem.utf8).write(to: folder.appending(path: name), options: .atomic)
            }
        }
    }
}
