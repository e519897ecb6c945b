import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// The registry's signature over its answer: it holds for this answer to this request, and for no other.
@Suite("Signatures of answers")
struct ReplySignatureTests {
    let key: ReplySigningKey
    let request: SignableRequest
    let body = Array("{}".utf8)

    init() throws {
        key = try ReplySigningKey()
        let station = try StationPKI().issue("station-1")
        let signer = RequestSigner(certificate: station.issued, key: station.secret)
        request = try signer.signed(
            SignableRequest(method: "PUT", authority: "localhost:1", target: "/v1/a", fields: []), body: [1], at: Date()
        )
    }

    private func answer(_ status: Int = 200) throws -> SignableResponse {
        try key.signed(
            SignableResponse(
                status: status, fields: [HeaderField("content-type", "application/json")], request: request),
            body: body, at: Date())
    }

    @Test("an answer as it was given is genuine")
    func genuine() throws { try ReplySignature.verify(try answer(), body: body, by: key.replyKey) }

    @Test("an answer with another status, body, field, key or request is not")
    func altered() throws {
        let answer = try answer()
        func isGenuine(_ answer: SignableResponse, _ content: [UInt8]? = nil, by other: ReplyKey? = nil) -> Bool {
            (try? ReplySignature.verify(answer, body: content ?? body, by: other ?? key.replyKey)) != nil
        }
        #expect(isGenuine(answer))
        #expect(!isGenuine(SignableResponse(status: 201, fields: answer.fields, request: request)))
        #expect(!isGenuine(answer, body + [0x20]))
        let other = try ReplySigningKey().replyKey
        #expect(!isGenuine(answer, by: other))
        var fields = answer.fields
        fields.append(HeaderField("retry-after", "1"))
        #expect(!isGenuine(SignableResponse(status: 200, fields: fields, request: request)))
        for name in Set(answer.fields.map(\.name)) {
            let rest = answer.fields.filter { $0.name != name }
            #expect(!isGenuine(SignableResponse(status: 200, fields: rest, request: request)), "\(name)")
        }
    }

    @Test("the answer to another request, even to the same one asked again, does not count")
    func otherRequest() throws {
        let answer = try answer()
        var again = request
        again.fields = again.fields.map { $0.name == "signature" ? HeaderField("signature", "x=:AAAA:") : $0 }
        let elsewhere = SignableRequest(
            method: "PUT", authority: "localhost:1", target: "/v1/b", fields: request.fields)
        for other in [again, elsewhere] {
            #expect(throws: SignatureFault.self) {
                try ReplySignature.verify(
                    SignableResponse(status: 200, fields: answer.fields, request: other), body: body, by: key.replyKey)
            }
        }
    }

    @Test("registry.json carries the key, one without it is read as before, and a key of another kind is refused")
    func description() throws {
        let (opening, log) = (OpeningKey(), try LogSigningKey(name: "registry.example/log"))
        func description(_ key: ReplyKey?) -> RegistryDescription {
            RegistryDescription(
                name: "registry.example/log", sealingKey: opening.sealingKey, logKey: log.verifierKey, replyKey: key)
        }
        #expect(try RegistryDescription(parsing: description(key.replyKey).serialized()).replyKey == key.replyKey)
        #expect(try RegistryDescription(parsing: description(nil).serialized()).replyKey == nil)
        let rsa = try PrivateKey.generate(.rsa(bits: 2048)).publicKeyInfo()
        #expect(throws: RegistryError.self) { try ReplyKey(bytes: rsa) }
        #expect(throws: RegistryError.self) { try ReplyKey(bytes: []) }
    }
}
