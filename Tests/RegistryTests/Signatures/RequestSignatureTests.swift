import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// A station's signature over its request: what was signed is accepted, and nothing that differs from it.
@Suite("Signatures of requests")
struct RequestSignatureTests {
    let station: StationPKI.Identity
    let other: StationPKI.Identity
    let signer: RequestSigner
    let now = Date()

    init() throws {
        let pki = try StationPKI()
        station = try pki.issue("station-1")
        other = try pki.issue("station-1")
        signer = RequestSigner(certificate: station.issued, key: station.secret)
    }

    private func request(_ method: String = "PUT", target: String = "/v1/a?b=1", at time: Date? = nil) throws
        -> SignableRequest
    {
        try signer.signed(
            SignableRequest(
                method: method, authority: "localhost:1", target: target,
                fields: [HeaderField("content-type", "application/json")]), body: [1, 2, 3], at: time ?? now)
    }

    private func code(_ request: SignableRequest, by certificate: Certificate? = nil) -> ProblemDetails.Code? {
        do {
            try RequestSignature.verify(request, by: certificate ?? station.issued, remembering: NonceMemory(), at: now)
            return nil
        } catch { return error.code }
    }

    @Test("what was signed is accepted", arguments: ["PUT", "POST", "GET", "DELETE"])
    func accepted(method: String) throws { #expect(code(try request(method)) == nil) }

    @Test("the same signature does not count twice; one that does not hold takes nobody's nonce")
    func repeated() throws {
        let (memory, signed) = (NonceMemory(), try request())
        func code(_ request: SignableRequest) -> ProblemDetails.Code? {
            do throws(ProblemDetails) {
                try RequestSignature.verify(request, by: station.issued, remembering: memory, at: now)
                return nil
            } catch { return error.code }
        }
        var altered = signed
        altered.fields = altered.fields.map { $0.name == "content-type" ? HeaderField("content-type", "a/b") : $0 }
        #expect(code(altered) == .requestSignatureInvalid)
        #expect(code(signed) == nil && code(signed) == .requestRepeated)
        #expect(code(try request()) == nil)
        let small = NonceMemory(.init(ofOne: 0, ofAll: 0))
        let problem = #expect(throws: ProblemDetails.self) {
            try RequestSignature.verify(signed, by: station.issued, remembering: small, at: now)
        }
        #expect(problem?.code == .tooManyRequests && problem?.retryable == true)
    }

    @Test("what was altered on the way is not")
    func altered() throws {
        let signed = try request()
        func with(
            method: String = "PUT", target: String = "/v1/a?b=1", _ change: (inout [HeaderField]) -> Void = { _ in }
        ) -> SignableRequest {
            var fields = signed.fields
            change(&fields)
            return SignableRequest(method: method, authority: "localhost:1", target: target, fields: fields)
        }
        #expect(code(with()) == nil)
        func replace(_ name: String, _ value: String) -> (inout [HeaderField]) -> Void {
            { fields in fields = fields.map { $0.name == name ? HeaderField(name, value) : $0 } }
        }
        let wrong = ProblemDetails.Code.requestSignatureInvalid
        #expect(code(with(method: "POST")) == wrong)
        #expect(code(with(target: "/v1/b?b=1")) == wrong)
        #expect(code(with(target: "/v1/a?b=2")) == wrong)
        #expect(code(with(replace("content-type", "text/plain"))) == wrong)
        #expect(code(with(replace("content-digest", ContentDigestField.value(of: [9])))) == wrong)
        #expect(code(with { $0.removeAll { $0.name == "content-digest" } }) == wrong)
        #expect(code(with { $0.append(HeaderField("content-type", "text/plain")) }) == wrong)
        #expect(code(with { $0.removeAll { $0.name == "signature" } }) == wrong)
        #expect(code(with { $0.removeAll { $0.name == "signature-input" } }) == .requestNotSigned)
    }

    @Test("another certificate's key, even of the same station, is another")
    func otherKey() throws {
        #expect(code(try request(), by: other.issued) == .requestNotSigned)
        let impostor = RequestSigner(keyID: Base16.text(station.issued.fingerprint)) { [other] message in
            try other.secret.signature(of: message, by: .ecdsa(.sha256))
        }
        let forged = try impostor.signed(
            SignableRequest(method: "PUT", authority: "", target: "/", fields: []), body: nil, at: now)
        #expect(code(forged) == .requestSignatureInvalid)
    }

    @Test(
        "clocks that are apart are named, with the registry's time",
        arguments: [(-299.0, true), (299, true), (-302, false), (302, false), (86_400, false), (-4e9, false)])
    func clocks(offset: Double, isAccepted: Bool) throws {
        let signed = try request(at: now + offset)
        #expect(code(signed) == (isAccepted ? nil : .clockWrong))
        guard !isAccepted else { return }
        let problem = try #require(
            #expect(throws: ProblemDetails.self) {
                try RequestSignature.verify(signed, by: station.issued, remembering: NonceMemory(), at: now)
            })
        #expect(problem.registryTime == Timestamp(now) && problem.status == 403)
        #expect(ProblemDetails(parsing: try problem.serialized()) == problem)
    }

    @Test("a GET need not be signed, anything else must")
    func unsigned() {
        for (method, expected) in [
            ("GET", nil), ("PUT", ProblemDetails.Code.requestNotSigned), ("X", .requestNotSigned),
        ] {
            #expect(
                code(SignableRequest(method: method, authority: "", target: "/", fields: [])) == expected, "\(method)")
        }
    }

    @Test("a target URI stands for path and query")
    func targetURI() throws {
        let digest = HeaderField("content-digest", ContentDigestField.value(of: []))
        var request = SignableRequest(method: "PUT", authority: "localhost:1", target: "/a?b", fields: [digest])
        let input = SignatureInput(
            label: "x", components: ["@method", "@target-uri", "content-digest"].map { SignatureComponent($0) },
            created: Int(now.timeIntervalSince1970), keyID: signer.keyID, nonce: "12345678")
        request.fields += try HTTPSignature.fields(input, over: request) { [station] message in
            try station.secret.signature(of: message, by: .ecdsa(.sha256))
        }
        #expect(code(request) == nil)
    }

    @Test(
        "fields that break the rules are refused and harm nobody",
        arguments: [
            "", "station", "station=1", "station=()", "station=(\"@method\" \"@method\");created=1;keyid=\"KEY\"",
            "station=(@method);created=1;keyid=\"KEY\"", "station=(\"@Method\");created=1;keyid=\"KEY\"",
            "station=(\"@method\";sf);created=1;keyid=\"KEY\"", "station=(\"@method\" \"@query-param\";name=\"x\")",
            "station=(\"@method\");created=\"1\";keyid=\"KEY\"", "station=(\"@method\");keyid=\"KEY\"",
            "station=(\"@method\");created=999999999999999;keyid=\"KEY\";nonce=\"12345678\"",
            "station=(\"@method\");created=-999999999999999;keyid=\"KEY\";nonce=\"12345678\"",
            "a=();keyid=\"KEY\", b=();keyid=\"KEY\"", "a=(), b=(), c=(), d=(), e=()",
            "station=(\"@method\");created=1;keyid=\"KEY\";alg=\"hmac-sha256\";nonce=\"12345678\"",
            "station=(\"\u{e9}\");created=1;keyid=\"KEY\"", "station=(" + String(repeating: "\"a\" ", count: 30) + ")",
            "station=(" + String(repeating: "(", count: 4000), String(repeating: "x", count: 5000),
        ])
    func malformed(field: String) throws {
        let fields = try request().fields.map {
            $0.name == "signature-input"
                ? HeaderField(
                    $0.name,
                    field.split(separator: "KEY", omittingEmptySubsequences: false)
                        .joined(separator: signer.keyID)) : $0
        }
        let code = code(SignableRequest(method: "PUT", authority: "", target: "/v1/a?b=1", fields: fields))
        #expect(code == .requestSignatureInvalid || code == .requestNotSigned, "\(String(describing: code))")
    }

    @Test("every prefix of both fields is refused")
    func truncated() throws {
        let signed = try request()
        for name in ["signature", "signature-input"] {
            let whole = try #require(signed.fields.combined(name))
            for length in 0..<whole.utf8.count {
                let fields = signed.fields.map {
                    $0.name == name ? HeaderField(name, String(decoding: whole.utf8.prefix(length), as: UTF8.self)) : $0
                }
                let cut = SignableRequest(method: "PUT", authority: "localhost:1", target: "/v1/a?b=1", fields: fields)
                #expect(code(cut) != nil, "\(name) of \(length) characters")
            }
        }
    }
}
