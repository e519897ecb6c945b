package import CardCrypto
import FoundationEssentials

/// Who signs a station's requests (RFC 9421), by the key of its TLS certificate, wherever that key is.
package struct RequestSigner: Sendable {
    /// The certificate's SHA-256 fingerprint, 64 lower-case hexadecimal digits.
    package let keyID: String
    private let sign: @Sendable ([UInt8]) throws -> [UInt8]

    /// - Parameters:
    ///   - keyID: the fingerprint of the key's certificate.
    ///   - sign: the ECDSA signature of a message with SHA-256 by a key on P-256, `r ‖ s`; may block.
    package init(keyID: String, sign: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        self.keyID = keyID
        self.sign = sign
    }

    /// Signs by a key that OpenSSL holds, in software, in a token or in a TPM.
    package init(certificate: Certificate, key: PrivateKey) {
        self.init(keyID: Base16.text(certificate.fingerprint)) { message in
            try key.signature(of: message, by: .ecdsa(.sha256))
        }
    }

    /// The request with Content-Digest, where it has a body or changes something, and with its signature.
    func signed(_ request: SignableRequest, body: [UInt8]?, at time: Date) throws -> SignableRequest {
        var request = request
        if body != nil || RequestSignature.changesSomething(request.method) {
            request.fields.append(HeaderField(ContentDigestField.name, ContentDigestField.value(of: body ?? [])))
        }
        let input = SignatureInput(
            label: "station", components: RequestSignature.components(of: request),
            created: Int(time.timeIntervalSince1970.rounded(.down)), keyID: keyID,
            nonce: Base16.text(try randomBytes(16)), tag: RequestSignature.tag)
        request.fields += try HTTPSignature.fields(input, over: request, sign: sign)
        return request
    }
}
