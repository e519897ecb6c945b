import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import Testing

@testable import Registry

/// One station's connections are counted, and the one too many is closed; another station's is not.
@Suite("Connections of one client")
struct ConnectionLimitTests {
    @Test func limit() async throws {
        let (folder, pki) = (TemporaryFolder(), try StationPKI())
        let intake = try RecordIntake.forTransport(in: folder)
        let identity = try pki.issue("station-1")
        try await RegistryServer.run(api: intake, pki: pki, changing: { $0.mostConnectionsOfOne = 2 }) { server in
            // A client keeps its one connection open.
            let clients = try (0..<3).map { _ in try server.client(identity) }
            try await clients[0].checkHealth()
            try await clients[1].checkHealth()
            let failure = await #expect(throws: Unreachable.self) { try await clients[2].checkHealth() }
            #expect(failure?.retryable == true, "\(String(describing: failure))")
            try await server.withClient("station-2") { try await $0.checkHealth() }
            try await clients[0].checkHealth()
            try await clients[0].shutdown()
            var isIn = false
            for _ in 0..<500 where !isIn {
                isIn = (try? await clients[2].checkHealth()) != nil
                if !isIn { try await Task.sleep(for: .milliseconds(10)) }
            }
            #expect(isIn, "a place that is given back is free")
            for client in clients.dropFirst() { try await client.shutdown() }
        }
    }
}
