/// What a client demands of the signature of an answer: it covers status and content, and of the request method, path,
/// query, content and signature, so that the answer to another request cannot take its place (RFC 9421 §2.4).
enum ReplySignature {
    /// What a signature over this answer must cover.
    static func components(of response: SignableResponse) -> [SignatureComponent] {
        let own = ["@status", ContentDigestField.name, "content-type", "retry-after"].filter {
            $0.hasPrefix("@") || response.fields.combined($0) != nil
        }
        let asked = ["@method", "@path", "@query", ContentDigestField.name, "signature"].filter {
            $0.hasPrefix("@") || response.request.fields.combined($0) != nil
        }
        return own.map { SignatureComponent($0) } + asked.map { SignatureComponent($0, isOfRequest: true) }
    }

    /// Checks that the registry gave this answer, with this body, to this request.
    static func verify(_ response: SignableResponse, body: [UInt8], by key: ReplyKey) throws(SignatureFault) {
        let input = try HTTPSignature.input(by: key.keyID, in: response.fields)
        guard let digest = response.fields.combined(ContentDigestField.name) else {
            throw .uncovered("There is no field Content-Digest.")
        }
        try HTTPSignature.verify(
            input, of: response, fields: response.fields, by: key.key, covering: components(of: response))
        guard ContentDigestField.matches(digest, body) else { throw .wrong }
    }
}
