import CardCrypto
import Enrollment
import Foundation
import Registry
import Testing

/// A running station that renews its certificates by itself, over real mutual TLS.
@Suite("Renewal by a running station", .serialized, .timeLimit(.minutes(1)))
struct IdentityRenewalTests {
    private static let day = 86_400.0

    /// A registry of long ago that serves now, and a station that it made so many days ago.
    private func withStation(
        daysAgo: Double, _ body: (StationFolder, any RegistryStorage) async throws -> Void
    ) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "renewal-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let registry = try RegistryFolder.create(at: path, name: "registry.test/renewal")
        try registry.createCertificates(serverNames: "DNS:localhost", at: Date() - 720 * Self.day)
        let intake = try registry.intake(trusting: registry.trustWatch(logger: Fixture.quiet))
        let service = try RegistryService(
            api: intake, register: StationRegister(intake.storage),
            enrolment: registry.stationEnrolment(intake.storage),
            configuration: registry.serverConfiguration(host: "127.0.0.1", port: 0), logger: Fixture.quiet)
        let running = Task { try await service.run() }
        let station = "\(path)/station"
        let (name, port) = (try #require(StationID("test-001")), try await service.port)
        try registry.createStation(
            name, at: station, address: "https://localhost:\(port)", time: Date() - daysAgo * Self.day)
        do { try await body(StationFolder.load(station), intake.storage) } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        _ = await running.result
    }

    /// Runs the body with a client by the station's present certificate, and gives its connections back.
    private func withClient(_ station: StationFolder, _ body: (RegistryClient) async throws -> Void) async throws {
        let client = try station.registryClient()
        do { try await body(client) } catch {
            try? await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    @Test("what is due is renewed, and sealer and client go on with the new certificates")
    func due() async throws {
        try await withStation(daysAgo: 600) { station, storage in
            let old = try station.identity()
            let sealer = try station.sealer()
            let before = try SignedData.verify(sealer.sign([1], at: Date()), detachedContent: [1]).signer
            #expect(try before == station.certificate(old.signing))
            try await withClient(station) { client in
                await IdentityRenewal(of: station, over: client, logger: Fixture.quiet).renewWhereDue()
                try await client.checkHealth()
            }
            let new = try station.identity()
            #expect(new.generation == 2 && new.tls.key == old.tls.key)
            let after = try SignedData.verify(sealer.sign([1], at: Date()), detachedContent: [1]).signer
            #expect(try after == station.certificate(new.signing) && after != before)
            let known = try await storage.certificates(of: station.station).map(\.certificate)
            #expect(try known.contains(station.certificate(new.tls)) && known.contains(after))
            #expect(try station.certificate(new.tls).notAfter > Date() + 700 * Self.day)
            // Once is enough.
            try await withClient(station) { client in
                await IdentityRenewal(of: station, over: client, logger: Fixture.quiet).renewWhereDue()
            }
            #expect(try station.identity() == new)
        }
    }

    @Test("what is young stays as it is")
    func young() async throws {
        try await withStation(daysAgo: 300) { station, storage in
            try await withClient(station) { client in
                await IdentityRenewal(of: station, over: client, logger: Fixture.quiet).renewWhereDue()
            }
            #expect(try station.identity() == .made)
            #expect(try await storage.station(station.station) == nil)
        }
    }

    @Test("fresh keys take the place of the old ones, which are removed at the next renewal")
    func freshKeys() async throws {
        try await withStation(daysAgo: 300) { station, _ in
            for generation in 2...4 {
                try await withClient(station) { client in
                    let new = try #require(try await station.renewIdentity(freshKeys: true, over: client, at: Date()))
                    #expect(new.generation == generation && new.signing.key == .file("signing-\(generation).key"))
                }
                _ = try station.sealer()
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: station.url.path)
            #expect(
                Set(names.filter { $0.hasSuffix(".key") && $0 != "index.key" })
                    == ["tls-3.key", "tls-4.key", "signing-3.key", "signing-4.key"])
        }
    }
}
