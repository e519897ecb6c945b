import CardCrypto
import FoundationEssentials

/// What the registry demands of a request's signature.
///
/// It covers method, path, query and, where there are, Content-Digest and Content-Type; it is made by the key of the
/// client's TLS certificate, and not more than `freshness` seconds before or after the registry's time. Within that time
/// a nonce is taken once: ``NonceMemory``.
enum RequestSignature {
    static let tag = "chip-id-station"
    /// Seconds that the clocks of station and registry may be apart.
    static let freshness = 300

    /// Whether a request must be signed: it changes something, or asks for it.
    static func changesSomething(_ method: String) -> Bool { !["GET", "HEAD", "OPTIONS"].contains(method) }

    /// What a signature over this request must cover.
    static func components(of request: SignableRequest) -> [SignatureComponent] {
        var names = ["@method", "@path", "@query"]
        names += [ContentDigestField.name, "content-type"].filter { request.fields.combined($0) != nil }
        return names.map { SignatureComponent($0) }
    }

    /// Checks the signature that must be there, or that is there, and remembers it.
    static func verify(
        _ request: SignableRequest, by certificate: Certificate, remembering nonces: NonceMemory, at time: Date
    ) throws(ProblemDetails) {
        let isThere = request.fields.contains { $0.name == "signature-input" }
        guard isThere || changesSomething(request.method) else { return }
        do {
            try check(request, by: certificate, remembering: nonces, at: time)
        } catch {
            throw ProblemDetails(error, at: time)
        }
    }

    private static func check(
        _ request: SignableRequest, by certificate: Certificate, remembering nonces: NonceMemory, at time: Date
    ) throws(SignatureFault) {
        let keyID = Base16.text(certificate.fingerprint)
        let input = try HTTPSignature.input(by: keyID, in: request.fields)
        guard let created = input.created else { throw .malformed("The signature does not say when it was made.") }
        guard let nonce = input.nonce, (8...64).contains(nonce.utf8.count) else {
            throw .malformed("The signature has no nonce of 8 to 64 characters.")
        }
        if changesSomething(request.method), request.fields.combined(ContentDigestField.name) == nil {
            throw .uncovered("There is no field Content-Digest.")
        }
        // A target URI says as much as path and query.
        let target = SignatureComponent("@target-uri")
        let required = components(of: request).filter {
            !(input.components.contains(target) && ["@path", "@query"].contains($0.name))
        }
        guard let key = try? PublicKey(certificate) else { throw .wrong }
        try HTTPSignature.verify(input, of: request, fields: request.fields, by: key, covering: required)
        let now = Int(time.timeIntervalSince1970.rounded(.down))
        let (age, overflows) = now.subtractingReportingOverflow(created)
        guard !overflows, age.magnitude <= freshness else { throw .untimely(seconds: age) }
        if let expires = input.expires, expires < now { throw .untimely(seconds: now - expires) }
        // Only what holds is remembered: nobody fills the memory in another one's name.
        switch nonces.take(nonce, by: keyID, created: created, at: now) {
        case .fresh: return
        case .repeated: throw .repeated
        case .full: throw .tooMany
        }
    }
}

extension ProblemDetails {
    /// The problem that a request's faulty signature is.
    fileprivate init(_ fault: SignatureFault, at time: Date) {
        let title = "The request's signature is not accepted"
        switch fault {
        case .missing(let detail):
            self.init(
                .requestNotSigned, status: 401, title: "The request is not signed by the client's key",
                detail: "\(detail) It is to be signed by the key of the TLS certificate (RFC 9421).")
        case .malformed(let detail), .uncovered(let detail):
            self.init(.requestSignatureInvalid, status: 401, title: title, detail: detail)
        case .wrong:
            self.init(
                .requestSignatureInvalid, status: 401, title: title,
                detail: "It is not one of the client's key over this request.")
        case .repeated:
            self.init(
                .requestRepeated, status: 401, title: "The request has been here before",
                detail: "A signature is taken once: sign the request anew, with another nonce.", retryable: true)
        case .tooMany:
            self.init(
                .tooManyRequests, status: 429, title: "There are too many signed requests",
                detail: "The registry remembers each for \(RequestSignature.freshness) seconds, and has no room now.",
                retryable: true)
        case .untimely:
            self.init(
                .clockWrong, status: 403, title: "The station's clock and the registry's are too far apart",
                detail: "The registry's time is \(Timestamp(time)); at most \(RequestSignature.freshness) seconds are "
                    + "allowed between the two.", registryTime: Timestamp(time))
        }
    }
}
