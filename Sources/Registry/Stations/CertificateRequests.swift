package import CardCrypto
import FoundationEssentials

/// What a station asks with: a request for each of its two certificates, and, before it has any, its one-time code.
package struct CertificateRequests: Sendable {
    /// The code as it was typed; nil for a station that has certificates.
    package let code: String?
    package let tls: CertificateRequest
    package let signing: CertificateRequest

    /// The largest that it is on the wire.
    package static let maximumSize = 32 << 10

    package init(code: String? = nil, tls: CertificateRequest, signing: CertificateRequest) {
        self.code = code
        self.tls = tls
        self.signing = signing
    }

    package func serialized() throws -> [UInt8] {
        var members: [String: JSONValue] = ["tls": .string(try tls.pem), "signing": .string(try signing.pem)]
        members["code"] = code.map { .string($0) }
        return try JSONValue.object(members).canonical()
    }

    /// Reads the bytes on the wire, and verifies that who sends them holds the two keys.
    ///
    /// Both keys are on P-256, each a key of its own: the one that the network sees never signs a record.
    package init(parsing bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: bytes)
        guard let tls = json["tls"]?.string, let signing = json["signing"]?.string else {
            throw ProblemDetails.malformedRequest("Two requests, tls and signing, are expected.")
        }
        code = json["code"]?.string
        self.tls = try Self.request(tls, "tls")
        self.signing = try Self.request(signing, "signing")
        guard self.tls.publicKeyInfo != self.signing.publicKeyInfo else {
            throw Self.invalid("The two requests are for one key. Use one for TLS and another for signing.")
        }
    }

    /// By what a repetition is recognised: the two keys. A request is another each time it is signed.
    var keys: ContentDigest { ContentDigest(of: ContentDigest(of: tls.publicKeyInfo).bytes + signing.publicKeyInfo) }

    private static func request(_ pem: String, _ name: String) throws -> CertificateRequest {
        let request: CertificateRequest
        do { request = try CertificateRequest(verifyingPEM: Array(pem.utf8)) } catch {
            throw invalid("The request \(name) is none of PKCS#10 in PEM that its own key has signed.")
        }
        guard request.curve == .p256 else { throw invalid("The key of request \(name) is not one on P-256.") }
        return request
    }

    private static func invalid(_ detail: String) -> ProblemDetails {
        ProblemDetails(
            .certificateRequestInvalid, status: 422, title: "A certificate request does not hold", detail: detail)
    }
}
