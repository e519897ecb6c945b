import DocumentPKI
import FoundationEssentials
import Testing

@testable import Registry

@Suite("Rosters over TLS", .everyStorage)
struct RosterTransportTests {
    @Test(
        "one of hundreds of officers arrives whole, and again the same; a certificate that names no station gets none")
    func many() async throws {
        let parent = TemporaryFolder()
        let registry = try StorageKind.settle(
            RegistryFolder.create(at: "\(parent.path)/registry", name: "registry.example"))
        try registry.createCertificates(serverNames: "DNS:localhost", at: Date())
        let (authority, pki) = (try registry.stationCA().certificate, try StationPKI())
        let storage = try registry.storage()
        let model = try SyntheticOfficer.officer("o-0")
        let before = Timestamp(Date() - 60)
        for number in 0..<300 {
            let officer = try Officer(
                id: "o-\(number)", name: model.name, role: .officer, stations: [], signingKey: model.signingKey,
                sealingKey: model.sealingKey, lockedKeys: model.lockedKeys, cardKey: nil)
            _ = try await storage.admit(officer, at: before)
        }
        let intake = try registry.intake(
            stations: StationAuthority([pki.authority]), trust: { TrustStore(anchors: []) })
        try await RegistryServer.run(api: intake, pki: pki) { server in
            let bytes = try await server.withClient("test-001") { try await $0.roster() }
            #expect(bytes.count > 100 << 10)
            let roster = try Roster.verify(bytes, trusting: [authority])
            #expect(roster.officers.count == 300 && roster.officer("o-299") != nil)
            #expect(try await server.withClient("test-002") { try await $0.roster() } == bytes)
            let problem = await #expect(throws: ProblemDetails.self) {
                _ = try await server.withClient("No Station") { try await $0.roster() }
            }
            #expect(problem?.code == .noClientCertificate)
        }
    }
}
