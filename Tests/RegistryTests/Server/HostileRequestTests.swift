import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOSSL
import Testing

@testable import Registry

/// What a client gets that does not keep to the API: always problem details, and never a thing stored.
@Suite struct HostileRequestTests {
    let folder = TemporaryFolder()
    let pki: StationPKI
    let intake: RecordIntake

    init() throws {
        pki = try StationPKI()
        intake = try RecordIntake.forTransport(in: folder)
    }

    static let digest = String(repeating: "0", count: 64)

    @Test(arguments: [
        ("GET", "/", 404, "not-found"), ("GET", "/v1/stations/station-1", 404, "not-found"),
        ("GET", "/v1/stations/station-1/records/0", 400, "malformed-request"),
        ("GET", "/v1/stations/station-1/records/01", 400, "malformed-request"),
        ("GET", "/v1/stations/station-1/records/99999999999999999999", 400, "malformed-request"),
        ("GET", "/v1/stations/station-1/records/1", 404, "not-found"),
        ("GET", "/v1/stations/..%2Fstation-1/records/1", 403, "wrong-station"),
        ("PUT", "/v1/stations/station-1/records/1", 400, "malformed-request"),
        ("PUT", "/v1/stations/station-1/parts/xyz", 400, "malformed-request"),
        ("PUT", "/v1/stations/station-1/parts/\(digest)", 422, "digest-mismatch"),
        ("POST", "/v1/stations/station-1/parts/missing", 400, "malformed-request"),
        ("GET", "/v1/roster", 404, "no-roster"),
        ("GET", "/v1/stations/station-2/audit", 403, "wrong-station"),
        ("PUT", "/v1/stations/station-2/audit/1", 403, "wrong-station"),
        ("PUT", "/v1/stations/station-1/audit/01", 400, "malformed-request"),
        ("PUT", "/v1/stations/station-1/audit/1", 400, "malformed-request"),
        ("POST", "/v1/stations/station-2/accounts/inquiry", 403, "wrong-station"),
        ("POST", "/v1/stations/station-1/accounts/inquiry", 400, "malformed-request"),
        ("DELETE", "/v1/roster", 405, "method-not-allowed"),
        ("PUT", "/v1/stations/station-1/parts/missing", 405, "method-not-allowed"),
        ("PUT", "/v1/health", 405, "method-not-allowed"),
        ("GET", "/v1/roster?\(String(repeating: "x", count: 2048))", 414, "address-too-long"),
    ])
    func everyErrorHasItsProblem(_ method: String, _ path: String, _ status: Int, _ code: String) async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                let body: [UInt8]? = method == "GET" ? nil : Array("{]".utf8)
                let problem = await #expect(throws: ProblemDetails.self) {
                    _ = try await client.exchange(HTTPMethod(rawValue: method), path, body: body)
                }
                #expect(problem?.status == status && problem?.code.rawValue == code, "\(String(describing: problem))")
            }
        }
    }

    @Test func tooLargeABodyIsRefusedAnnouncedOrNot() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                let path = "/v1/stations/station-1/records/1"
                let large = [UInt8](repeating: 0x20, count: RegistryLimits.signedManifestSize + 1)
                let announced = await #expect(throws: ProblemDetails.self) {
                    _ = try await client.exchange(.PUT, path, body: large)
                }
                #expect(announced?.code == .tooLarge && announced?.status == 413)

                var request = try await client.signedRequest(.PUT, path, body: [])
                request.body = .stream(Trickle(pieces: 10, size: large.count / 8, pause: .zero), length: .unknown)
                let response = try await client.http.execute(request, timeout: .seconds(120))
                #expect(response.status.code == 413)
            }
        }
    }

    @Test func aBodyThatDoesNotEndIsGivenUp() async throws {
        try await RegistryServer.run(api: intake, pki: pki, bodyTimeout: 1) { server in
            try await server.withClient("station-1") { client in
                let path = "/v1/stations/station-1/parts/\(Self.digest)"
                var request = try await client.signedRequest(.PUT, path, body: [])
                request.body = .stream(Trickle(pieces: 600, size: 1, pause: .milliseconds(100)), length: .unknown)
                let start = ContinuousClock.now
                let status = try? await client.http.execute(request, timeout: .seconds(90)).status.code
                #expect(status == 408 || status == nil)
                // The body alone takes a minute.
                #expect(ContinuousClock.now - start < .seconds(45))
            }
        }
    }

    @Test func noClientCertificateNoAnswer() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(try pki.caPEM.utf8)))
            var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
            configuration.connectionPool.retryConnectionEstablishment = false
            let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            var request = HTTPClientRequest(url: "https://localhost:\(server.port)/v1/health")
            request.method = .GET
            let sent = request
            let failure = await #expect(throws: (any Error).self) {
                try await http.execute(sent, timeout: .seconds(120))
            }
            try await http.shutdown()
            let reason = try Unreachable(#require(failure)).reason
            #expect(reason == .stationNotAccepted, "\(String(describing: failure))")
        }
    }

    @Test func olderTLSIsRefused() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let identity = try pki.issue("station-1")
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(try pki.caPEM.utf8)))
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).map {
                .certificate($0)
            }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem))
            tls.maximumTLSVersion = .tlsv12
            var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
            configuration.connectionPool.retryConnectionEstablishment = false
            let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            let request = HTTPClientRequest(url: "https://localhost:\(server.port)/v1/health")
            let failure = await #expect(throws: (any Error).self) {
                try await http.execute(request, timeout: .seconds(120))
            }
            try await http.shutdown()
            #expect(try Unreachable(#require(failure)).reason == .tlsFailed, "\(String(describing: failure))")
        }
    }
}

/// A body in pieces with pauses between them.
struct Trickle: AsyncSequence, AsyncIteratorProtocol, Sendable {
    var pieces: Int
    let size: Int
    let pause: Duration

    mutating func next() async throws -> ByteBuffer? {
        guard pieces > 0 else { return nil }
        pieces -= 1
        try await Task.sleep(for: pause)
        return ByteBuffer(repeating: 0x20, count: size)
    }

    func makeAsyncIterator() -> Trickle { self }
}
