import FoundationEssentials
import Testing

@testable import Registry

/// Who may talk to the registry, what it does with parts, and how failures of the connection are told apart.
@Suite struct TransportTests {
    let folder = TemporaryFolder()
    let pki: StationPKI
    let station: StationID
    let intake: RecordIntake

    init() throws {
        pki = try StationPKI()
        station = try #require(StationID("station-1"))
        intake = try RecordIntake.forTransport(in: folder)
    }

    private func problem(_ body: () async throws -> Void) async throws -> ProblemDetails {
        try #require(await #expect(throws: ProblemDetails.self) { try await body() })
    }

    @Test func aStationStoresItsParts() async throws {
        let bytes = (1..<RegistryLimits.pieceSize).map { UInt8(truncatingIfNeeded: $0) }
        let digest = ContentDigest(of: bytes)
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1") { client in
                try await client.checkHealth()
                #expect(try await client.missingParts(among: [digest], of: station) == [digest])
                try await client.store(part: bytes, digest: digest, of: station)
                try await client.store(part: bytes, digest: digest, of: station)
                #expect(try await client.missingParts(among: [digest], of: station) == [])
                let altered = try await problem {
                    try await client.store(part: bytes.dropLast() + [1], digest: digest, of: station)
                }
                #expect(altered.code == .digestMismatch && altered.status == 422)
            }
        }
        #expect(try await intake.storage.part(digest, of: station) == bytes)
    }

    @Test func aStationSpeaksForItselfOnly() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-2") { client in
                let problem = try await problem { _ = try await client.missingParts(among: [], of: station) }
                #expect(problem.code == .wrongStation && problem.status == 403 && !problem.retryable)
            }
        }
    }

    @Test func aCertificateThatNamesNoStationIsRefused() async throws {
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("Not.A.Station") { client in
                let problem = try await problem { _ = try await client.missingParts(among: [], of: station) }
                #expect(problem.code == .noClientCertificate)
            }
        }
    }

    @Test func aStationOfAnotherCAGetsNoConnection() async throws {
        let strangers = try StationPKI()
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1", of: strangers) { client in
                let failure = await #expect(throws: Unreachable.self) { try await client.checkHealth() }
                #expect(failure?.reason == .stationNotAccepted, "\(String(describing: failure))")
            }
        }
    }

    @Test func aServerOfAnotherCAIsNotTrusted() async throws {
        let strangers = try StationPKI()
        try await RegistryServer.run(api: intake, pki: pki) { server in
            try await server.withClient("station-1", trusting: strangers) { client in
                let failure = await #expect(throws: Unreachable.self) { try await client.checkHealth() }
                #expect(
                    failure?.reason == .serverNotTrusted && failure?.retryable == false,
                    "\(String(describing: failure))")
            }
        }
    }

    @Test func nobodyThereIsNoConnection() async throws {
        let port = try await RegistryServer.run(api: intake, pki: pki) { $0.port }
        let gone = RegistryServer(pki: pki, server: try pki.issue("registry"), port: port)
        try await gone.withClient("station-1") { client in
            let failure = await #expect(throws: Unreachable.self) { try await client.checkHealth() }
            #expect(failure?.reason == .noConnection && failure?.retryable == true, "\(String(describing: failure))")
        }
    }
}
