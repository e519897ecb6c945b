import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// The published examples of RFC 9421 (§2.4, §B.2.4, by the key of §B.1.3) and of RFC 9530 (§B.1).
@Suite("Message signatures: published examples")
struct PublishedSignatureTests {
    let key: PublicKey

    init() throws {
        let encoded =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdl"
            + "dkkDXZCnTNnoXQ=="
        key = try PublicKey(subjectPublicKeyInfo: [UInt8](#require(Data(base64Encoded: encoded))))
    }

    private static let request = SignableRequest(
        method: "POST", authority: "example.com", target: "/foo?param=Value&Pet=dog",
        fields: [
            HeaderField("Date", "Tue, 20 Apr 2021 02:07:55 GMT"), HeaderField("Content-Type", "application/json"),
            HeaderField(
                "Content-Digest",
                "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"),
            HeaderField("Content-Length", "18"),
        ])

    @Test("§B.2.4: an answer, ecdsa-p256-sha256")
    func answer() throws {
        let fields = [
            HeaderField("Date", "Tue, 20 Apr 2021 02:07:56 GMT"), HeaderField("Content-Type", "application/json"),
            HeaderField(
                "Content-Digest",
                "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:"),
            HeaderField("Content-Length", "23"),
            HeaderField(
                "Signature-Input",
                "sig-b24=(\"@status\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473"
                    + ";keyid=\"test-key-ecc-p256\""),
            HeaderField(
                "Signature",
                "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:"),
        ]
        let message = SignableResponse(status: 200, fields: fields, request: Self.request)
        let input = try HTTPSignature.input(by: "test-key-ecc-p256", in: fields)
        #expect(
            String(decoding: try input.base(of: message), as: UTF8.self) == """
                "@status": 200
                "content-type": application/json
                "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
                "content-length": 23
                "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473\
                ;keyid="test-key-ecc-p256"
                """)
        try HTTPSignature.verify(
            input, of: message, fields: fields, by: key, covering: [SignatureComponent("@status")])
        let altered = SignableResponse(status: 201, fields: fields, request: Self.request)
        #expect(throws: SignatureFault.wrong) {
            try HTTPSignature.verify(input, of: altered, fields: fields, by: key, covering: [])
        }
    }

    @Test("§2.4: an answer that signs its request's components")
    func answerWithRequest() throws {
        let fields = [
            HeaderField("Date", "Tue, 20 Apr 2021 02:07:56 GMT"), HeaderField("Content-Type", "application/json"),
            HeaderField("Content-Length", "62"),
            HeaderField(
                "Content-Digest",
                "sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:"),
            HeaderField(
                "Signature-Input",
                "reqres=(\"@status\" \"content-digest\" \"content-type\" \"@authority\";req \"@method\";req \"@path\";req "
                    + "\"content-digest\";req);created=1618884479;keyid=\"test-key-ecc-p256\""),
            HeaderField(
                "Signature",
                "reqres=:dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==:"),
        ]
        let message = SignableResponse(status: 503, fields: fields, request: Self.request)
        let input = try HTTPSignature.input(by: "test-key-ecc-p256", in: fields)
        try HTTPSignature.verify(
            input, of: message, fields: fields, by: key,
            covering: [
                SignatureComponent("@method", isOfRequest: true),
                SignatureComponent("content-digest", isOfRequest: true),
            ])
        let other = SignableRequest(
            method: "POST", authority: "example.com", target: "/bar?param=Value&Pet=dog", fields: Self.request.fields)
        #expect(throws: SignatureFault.wrong) {
            try HTTPSignature.verify(
                input, of: SignableResponse(status: 503, fields: fields, request: other), fields: fields, by: key,
                covering: [])
        }
    }

    @Test(
        "§2.2: the derived components of a request",
        arguments: [
            ("@method", "POST"), ("@target-uri", "https://example.com/foo?param=Value&Pet=dog"),
            ("@authority", "example.com"), ("@scheme", "https"), ("@request-target", "/foo?param=Value&Pet=dog"),
            ("@path", "/foo"), ("@query", "?param=Value&Pet=dog"), ("content-length", "18"),
        ])
    func derived(name: String, value: String) {
        #expect(Self.request.value(of: SignatureComponent(name)) == value)
    }

    @Test("a path without a query has the query ?, and an unknown derived component has no value")
    func edges() {
        let request = SignableRequest(method: "GET", authority: "Example.COM:8443", target: "/a", fields: [])
        #expect(request.value(of: SignatureComponent("@query")) == "?")
        #expect(request.value(of: SignatureComponent("@authority")) == "example.com:8443")
        #expect(request.value(of: SignatureComponent("@status")) == nil)
        #expect(request.value(of: SignatureComponent("@query-param")) == nil)
        let fields = [HeaderField("X-Header", "  one "), HeaderField("x-header", "two\t")]
        #expect(fields.combined("x-header") == "one, two")
    }

    @Test("RFC 9530 §B.1: the digests of the published content")
    func digests() {
        let content = Array("{\"hello\": \"world\"}\n".utf8)
        #expect(ContentDigestField.value(of: content) == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")
        let sha512 =
            "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:"
        #expect(ContentDigestField.matches(sha512, content))
        #expect(!ContentDigestField.matches(sha512, content + [0x20]))
    }

    @Test(
        "a digest field counts only by a digest of today, and every one of these must be right",
        arguments: [
            "", "md5=:UyuVQDjGVsF5tELwM7kWZA==:", "sha-256=RK", "sha-256=:AAAA:", "sha-256",
            "sha-256=\"RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=\"",
            "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:, sha-512=:AAAA:",
            "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:" + String(repeating: " ", count: 2000),
        ])
    func faultyDigests(field: String) {
        #expect(!ContentDigestField.matches(field, Array("{\"hello\": \"world\"}\n".utf8)))
    }
}
