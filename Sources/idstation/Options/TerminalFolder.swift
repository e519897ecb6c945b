import CardCrypto
import EMRTD
import Foundation
import LDS

/// A folder with what a station shows to chips that keep fingerprints closed: certificates (`*.cvcert`) and one key, as
/// `*.pkcs8` or `*.pem`, or as `key.uri` that names it in a PKCS#11 token or a TPM.
enum TerminalFolder {
    static func load(_ path: String) throws -> TerminalCredentials {
        let folder = URL(filePath: path)
        let remedy = "Put the terminal's and its verifier's certificates (.cvcert) and one key into the folder."
        func failure(_ what: String) -> Failure {
            Failure(.usage, code: "terminal-folder", "\(path): \(what)", remedy: remedy)
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path).sorted() else {
            throw failure("the folder is not there")
        }
        var certificates: [CardVerifiableCertificate] = []
        for name in names where name.hasSuffix(".cvcert") {
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            do { certificates.append(try CardVerifiableCertificate(parsing: bytes)) } catch {
                throw failure("\(name): \(error)")
            }
        }
        let terminals = certificates.filter { $0.holderAuthorization?.role == .terminal }
        guard terminals.count == 1, let terminal = terminals.first else {
            throw failure("\(terminals.count) certificates of a terminal instead of one")
        }
        let keys = names.filter { name in [".pkcs8", ".pem", ".uri"].contains { name.hasSuffix($0) } }
        guard keys.count == 1, let name = keys.first else { throw failure("\(keys.count) keys instead of one") }
        let bytes = SecretBytes(try Data(contentsOf: folder.appending(path: name)))
        let key: PrivateKey
        do {
            key =
                if name.hasSuffix(".pkcs8") {
                    try PrivateKey(pkcs8: bytes)
                } else if name.hasSuffix(".pem") {
                    try PrivateKey(pem: bytes)
                } else {
                    try PrivateKey(
                        uri: String(decoding: bytes.exposed(), as: UTF8.self)
                            .trimmingCharacters(in: .whitespacesAndNewlines))
                }
        } catch { throw failure("\(name): \(error)") }
        return TerminalCredentials(certificates: certificates, holder: terminal.holderReference, signer: key)
    }
}
