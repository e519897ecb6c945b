import Foundation

/// A JWS in compact serialisation (RFC 7515 §7.1): what it says, not whether it is true.
/// ``DeviceTrust/verified(_:at:)`` tells that.
package struct JSONWebSignature: Sendable, Hashable {
    /// `alg` of the protected header.
    package let algorithm: String
    /// `x5c`: the signer's certificate first, DER.
    package let certificates: [[UInt8]]
    package let payload: [UInt8]
    package let signature: [UInt8]
    /// What the signature covers: header and payload as they were sent.
    package let signingInput: [UInt8]

    static let largestHeader = 64 << 10
    static let mostCertificates = 4

    private struct Header: Decodable {
        let alg: String
        let x5c: StringList?
        let crit: StringList?
    }

    /// Reads header, payload and signature.
    package init(parsing text: [UInt8]) throws(FingerprintFailure) {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .broken("a signed part has \(parts.count) sections and not 3") }
        guard parts[0].count <= Self.largestHeader else { throw .broken("a signature's header is too large") }
        guard let header = Base64URL.bytes(parts[0]), let payload = Base64URL.bytes(parts[1]),
            let signature = Base64URL.bytes(parts[2])
        else { throw .broken("a signed part is no base64url") }
        guard let fields = try? JSONDecoder().decode(Header.self, from: Data(header)) else {
            throw .broken("a signature's header is no JSON with alg and x5c")
        }
        // RFC 7515 §4.1.11: whoever does not know an extension must refuse it, and none is known here.
        guard fields.crit == nil else { throw .broken("a signature's header demands an extension") }
        let texts = fields.x5c?.values ?? []
        guard texts.count <= Self.mostCertificates else { throw .broken("more than 4 certificates in x5c") }
        var certificates: [[UInt8]] = []
        for text in texts {
            guard let der = Data(base64Encoded: text) else { throw .broken("a certificate in x5c is no base64") }
            certificates.append(Array(der))
        }
        algorithm = fields.alg
        self.certificates = certificates
        self.payload = payload
        self.signature = signature
        signingInput = Array(text[..<parts[1].endIndex])
    }
}
