import AsyncHTTPClient
import CardCrypto
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Testing

@testable import Registry

extension RegistryClient {
    /// A request of this client as it goes out, to be tampered with.
    func signedRequest(_ method: HTTPMethod, _ path: String, body: [UInt8]?) async throws -> HTTPClientRequest {
        let signed = try await signed(
            method, path, body: body, mediaType: "application/json", by: identity.signer)
        var request = HTTPClientRequest(url: address + path)
        request.method = method
        for field in signed.fields { request.headers.add(name: field.name, value: field.value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        return request
    }

    /// What the registry answers to a request as it stands.
    func raw(_ request: HTTPClientRequest) async throws -> (HTTPClientResponse, [UInt8]) {
        let response = try await http.execute(request, timeout: .seconds(60))
        return (response, [UInt8](buffer: try await response.body.collect(upTo: 1 << 20)))
    }
}

/// Signed requests and answers over real sockets.
@Suite("Signatures over TLS")
struct SignatureTransportTests {
    let folder = TemporaryFolder()
    let pki: StationPKI
    let station: StationID
    let intake: RecordIntake

    init() throws {
        pki = try StationPKI()
        station = try #require(StationID("station-1"))
        intake = try RecordIntake.forTransport(in: folder)
    }

    private static let path = "/v1/stations/station-1/parts/missing"
    private static let question = Array(#"{"digests":[]}"#.utf8)

    @Test("a request that is not signed, or not by this client, changes nothing")
    func unsigned() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                var request = try await client.signedRequest(.POST, Self.path, body: Self.question)
                request.headers.remove(name: "signature")
                request.headers.remove(name: "signature-input")
                let (response, body) = try await client.raw(request)
                #expect(response.status.code == 401 && response.headers.first(name: "www-authenticate") == "Signature")
                #expect(ProblemDetails(parsing: body)?.code == .requestNotSigned)
            }
            let other = try pki.issue("station-1")
            let signer = RequestSigner(certificate: other.issued, key: other.secret)
            try await server.withClient(as: try pki.issue("station-1"), changing: { $0.signer = signer }) { client in
                let problem = await #expect(throws: ProblemDetails.self) {
                    _ = try await client.missingParts(among: [], of: station)
                }
                #expect(problem?.code == .requestNotSigned)
            }
        }
    }

    @Test("a body that was exchanged on the way is refused")
    func otherBody() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                var request = try await client.signedRequest(.POST, Self.path, body: Self.question)
                request.body = .bytes(ByteBuffer(bytes: Self.question + [0x20]))
                let problem = ProblemDetails(parsing: try await client.raw(request).1)
                #expect(problem?.code == .contentDigestMismatch && problem?.status == 400)
            }
        }
    }

    @Test("a station whose clock is wrong is told so, with the registry's time", arguments: [-3600.0, 3600])
    func clock(offset: Double) async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let wrong: @Sendable () -> Date = { Date() + offset }
            let identity = try pki.issue("station-1", from: Date() - 86_400, to: Date() + 86_400)
            try await server.withClient(as: identity, changing: { $0.clock = wrong }) { client in
                let failure = await #expect(throws: Unreachable.self) {
                    _ = try await client.missingParts(among: [], of: station)
                }
                #expect(failure?.reason == .clockWrong && failure?.retryable == false)
                // The client looks at the answer's Date; whoever does not is told by the problem.
                let question = try await client.signedRequest(.POST, Self.path, body: Self.question)
                let problem = ProblemDetails(parsing: try await client.raw(question).1)
                #expect(problem?.code == .clockWrong && problem?.retryable == false)
                let there = try #require(problem?.registryTime).date
                #expect(abs(there.timeIntervalSince(Date())) < 120)
            }
        }
    }

    @Test("an answer by another key is not believed, though TLS is in order")
    func otherReplyKey() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let other = try ReplySigningKey().replyKey
            try await server.withClient(as: try pki.issue("station-1"), changing: { $0.replyKey = other }) { client in
                for attempt in 0..<2 {
                    let failure = await #expect(throws: Unreachable.self) {
                        if attempt == 0 { try await client.checkHealth() } else { _ = try await client.roster() }
                    }
                    #expect(failure?.reason == .answerNotGenuine, "\(String(describing: failure))")
                }
            }
            try await server.withClient(as: try pki.issue("station-1"), changing: { $0.replyKey = nil }) { client in
                try await client.checkHealth()
            }
        }
    }

    @Test("a request that somebody recorded is taken once; by another process of the registry it changes nothing")
    func replay() async throws {
        let identity = try pki.issue("station-1")
        let part: [UInt8] = [1, 2, 3]
        let path = "/v1/stations/station-1/parts/\(ContentDigest(of: part))"
        var recorded: HTTPClientRequest?
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient(as: identity) { client in
                let request = try await client.signedRequest(.PUT, path, body: part)
                #expect(try await client.raw(request).0.status.code == 200)
                let (response, body) = try await client.raw(request)
                let problem = ProblemDetails(parsing: body)
                #expect(response.status.code == 401 && problem?.code == .requestRepeated && problem?.retryable == true)
                #expect(try await client.raw(client.signedRequest(.PUT, path, body: part)).0.status.code == 200)
                recorded = request
            }
        }
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient(as: identity) { client in
                var again = try #require(recorded)
                again.url = client.address + path
                #expect(try await client.raw(again).0.status.code == 200)
                #expect(try await client.missingParts(among: [ContentDigest(of: part)], of: station).isEmpty)
            }
        }
    }

    @Test("the answer names the trace of its request, the record's where one is sent")
    func trace() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                let record = RecordID(at: Timestamp(Date()))
                try await TraceContext.$current.withValue(TraceContext(record: record)) {
                    let (response, _) = try await client.raw(
                        try await client.signedRequest(.GET, "/v1/health", body: nil))
                    let answered = response.headers.first(name: "traceresponse").flatMap { TraceContext(parsing: $0) }
                    #expect(answered?.traceID == record.text.filter { $0 != "-" })
                    let problem = await #expect(throws: ProblemDetails.self) { _ = try await client.roster() }
                    #expect(problem?.trace == answered?.traceID)
                }
                var stranger = HTTPClientRequest(url: client.address + "/v1/health")
                stranger.headers.add(name: "traceparent", value: "00-x")
                let (response, _) = try await client.raw(stranger)
                #expect(response.headers.first(name: "traceresponse").flatMap { TraceContext(parsing: $0) } != nil)
            }
        }
    }
}
