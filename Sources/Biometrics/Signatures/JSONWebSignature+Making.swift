package import CardCrypto
import Foundation

extension JSONWebSignature {
    /// Signs a payload with RS256: what a device does, and the mock device in its place.
    ///
    /// - Parameter certificates: the signer's first, then those of its issuers.
    package static func compact(
        _ payload: [UInt8], key: PrivateKey, certificates: [Certificate]
    ) throws -> [UInt8] {
        let chain = certificates.map { "\"\(Data($0.der).base64EncodedString())\"" }.joined(separator: ",")
        let header = #"{"alg":"RS256","typ":"JWT","x5c":["# + chain + "]}"
        let input = Base64URL.text(Array(header.utf8)) + [UInt8(ascii: ".")] + Base64URL.text(payload)
        return input + [UInt8(ascii: ".")] + Base64URL.text(try key.signature(of: input, by: .rsaPKCS1(.sha256)))
    }
}
