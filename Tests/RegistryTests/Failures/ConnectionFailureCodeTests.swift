import Foundation
import NIOHTTP1
import Testing

@testable import Registry

/// Why no answer of the registry comes: each reason brought about on real sockets.
@Suite("The failures of the connection, by their codes")
struct ConnectionFailureCodeTests {
    private func reason(of address: String, _ pki: StationPKI, timeout: Int64 = 20) async throws -> String? {
        let identity = try pki.issue("station-1")
        var configuration = RegistryClient.Configuration(
            address: address, certificatePEM: identity.certificate, privateKeyPEM: identity.key,
            trustRootsPEM: try pki.caPEM)
        configuration.requestTimeout = timeout
        let client = try RegistryClient(configuration)
        let failure = await #expect(throws: Unreachable.self) { try await client.checkHealth() }
        try await client.shutdown()
        return failure?.reason.rawValue
    }

    @Test("a name that no name service knows (RFC 2606)")
    func name() async throws {
        #expect(try await reason(of: "https://registry.invalid:8443", StationPKI()) == "name-unknown")
    }

    @Test("an address that is none, and a key that cannot be read")
    func configuration() throws {
        for address in ["http://localhost:1", "https://localhost:1"] {
            let failure = #expect(throws: Unreachable.self) {
                try RegistryClient(
                    RegistryClient.Configuration(
                        address: address, certificatePEM: "none", privateKeyPEM: "none", trustRootsPEM: "none"))
            }
            #expect(failure?.reason.rawValue == "station-misconfigured")
        }
    }

    @Test("a port behind which nobody answers")
    func silence() async throws {
        let listening = try SilentPort()
        #expect(
            try await reason(of: "https://127.0.0.1:\(listening.port)", StationPKI(), timeout: 1) == "timed-out")
    }

    @Test("a port that closes each connection at once")
    func closed() async throws {
        let listening = try SilentPort()
        listening.closeConnections()
        #expect(try await reason(of: "https://127.0.0.1:\(listening.port)", StationPKI()) == "connection-lost")
    }

    @Test("something that answers, and not as a registry does")
    func stranger() async throws {
        let (folder, pki) = (TemporaryFolder(), try StationPKI())
        let intake = try RecordIntake.forTransport(in: folder)
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                // What is there answers well, but not as the station has the right to expect of what it asked for.
                let failure = await #expect(throws: Unreachable.self) {
                    _ = try await client.exchange(.GET, "/v1/health", expecting: [204])
                }
                #expect(failure?.reason.rawValue == "not-a-registry")
            }
        }
    }

    @Test("a registry whose database fails says so, and that it is worth trying again")
    func registryFailed() async throws {
        let (folder, pki) = (TemporaryFolder(), try StationPKI())
        let intake = try RecordIntake.forTransport(in: folder)
        let storage = try #require(intake.storage as? SQLStorage)
        _ = try await storage.database.write { try $0.execute("DROP TABLE parts", []) }
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                let problem = await #expect(throws: ProblemDetails.self) {
                    _ = try await client.missingParts(among: [.none], of: #require(StationID("station-1")))
                }
                #expect(problem?.code.rawValue == "registry-failed" && problem?.retryable == true)
            }
        }
    }
}

/// A port of the loopback interface at which connections are taken by the kernel, and by nobody else.
private final class SilentPort {
    private let socket: Int32
    let port: Int

    init() throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(descriptor, raw, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, raw, &length) == 0
            }
        }
        try #require(isListening)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Takes connections and closes them, until the port is given up.
    func closeConnections() {
        let descriptor = socket
        Thread.detachNewThread {
            while case let connection = accept(descriptor, nil, nil), connection >= 0 { close(connection) }
        }
    }

    deinit {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }
}
