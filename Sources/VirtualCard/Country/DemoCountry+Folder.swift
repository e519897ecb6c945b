import CardCrypto
package import Foundation
import LDS

/// A country's folder.
///
/// ```
/// trust/csca.pem csca.key                   the CSCA: what stations trust, and its key
/// document-signer.pem document-signer.key   who signs cards
/// verification/cvca.cvcert                  whom chips trust for Terminal Authentication; where there is such an authority
/// active-authentication/01.pem …            keys that cards share; where they do
/// ```
extension DemoCountry {
    /// Makes a country and writes its certificates and keys into a folder; keys with mode 0600.
    package static func create(in folder: String, at time: Date) throws -> DemoCountry {
        let country = try DemoCountry(at: time)
        try country.write(to: URL(filePath: folder))
        return country
    }

    /// Whether a folder has a country.
    package static func isThere(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/document-signer.pem")
    }

    /// Reads a country that ``create(in:at:)`` or ``DemoState/write(to:)`` wrote.
    package static func load(folder: String) throws -> DemoCountry {
        let folder = URL(filePath: folder)
        func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
        var country = DemoCountry(
            csca: try Certificate(pem: bytes("trust/csca.pem")),
            cscaKey: try PrivateKey(pem: SecretBytes(bytes("csca.key"))),
            documentSigner: try Certificate(pem: bytes("document-signer.pem")),
            documentSignerKey: try PrivateKey(pem: SecretBytes(bytes("document-signer.key"))))
        func names(_ name: String) -> [String] {
            let path = folder.appending(path: name).path
            return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted().map { "\(name)/\($0)" }
        }
        country.roots = try names("verification").filter { $0.hasSuffix("/cvca.cvcert") }
            .map { try CardVerifiableCertificate(parsing: bytes($0)) }
        country.signingKeys = try names("active-authentication").filter { $0.hasSuffix(".pem") }
            .map { try PrivateKey(pem: SecretBytes(bytes($0))) }
        return country
    }

    func write(to folder: URL) throws {
        let trust = folder.appending(path: "trust")
        try FileManager.default.createDirectory(at: trust, withIntermediateDirectories: true)
        try Data(csca.pem.utf8).write(to: trust.appending(path: "csca.pem"), options: .atomic)
        try Data(documentSigner.pem.utf8).write(to: folder.appending(path: "document-signer.pem"), options: .atomic)
        try SecretFile.write(cscaKey.pem(), to: folder.appending(path: "csca.key"))
        try SecretFile.write(documentSignerKey.pem(), to: folder.appending(path: "document-signer.key"))
        guard !signingKeys.isEmpty else { return }
        let keys = folder.appending(path: "active-authentication")
        try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: true)
        for (index, key) in signingKeys.enumerated() {
            try SecretFile.write(key.pem(), to: keys.appending(path: "\(index + 1 < 10 ? "0" : "")\(index + 1).pem"))
        }
    }
}
