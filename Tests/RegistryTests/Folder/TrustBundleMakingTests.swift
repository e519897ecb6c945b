import CardCrypto
import DocumentPKI
import FoundationEssentials
import Testing
import VirtualCard

@testable import Registry

@Suite struct TrustBundleMakingTests {
    let parent = TemporaryFolder()
    static let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func registry() throws -> (folder: RegistryFolder, csca: Certificate) {
        let country = try DemoCountry.create(in: "\(parent.path)/country", at: Self.now)
        let folder = try RegistryFolder.create(at: "\(parent.path)/registry", name: "registry.example")
        try folder.createCertificates(serverNames: "DNS:localhost", at: Self.now)
        return (folder, country.csca)
    }

    @Test func numbersRiseAndNoneIsUsedTwice() async throws {
        let (registry, csca) = try registry()
        #expect(throws: RegistryError.self) { try registry.makeTrustBundle(validFor: 60, at: Self.now) }
        _ = try registry.trust.importing([.init(name: "csca", bytes: csca.der)], options: .init(), at: Self.now)
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try registry.makeTrustBundle(validFor: 60, at: Self.now).bundle.number }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...8))
    }

    @Test func aStationTakesTheBundleAndNoOtherCertificateOfTheCASignsOne() throws {
        let (registry, csca) = try registry()
        _ = try registry.trust.importing([.init(name: "csca", bytes: csca.der)], options: .init(), at: Self.now)
        let made = try registry.makeTrustBundle(validFor: 86_400, at: Self.now)
        let authority = try registry.stationCA()
        let verified = try TrustBundle.verify(made.bytes, trusting: [authority.certificate], at: Self.now + 60)
        #expect(verified.bundle == made.bundle && verified.bundle.certificates == [csca.der])
        let station = try #require(StationID("test-001"))
        for other in [
            try authority.issueClient(station, at: Self.now), try authority.issueSigner(station, at: Self.now),
            try authority.issueServer(names: "DNS:localhost", at: Self.now),
        ] {
            let forged = try SignedData.sign(
                made.bundle.serialized(), contentType: TrustBundle.contentType, key: other.key,
                certificate: other.certificate, digest: .sha256, signingTime: Self.now, isDetached: false,
                isCAdES: true)
            #expect(throws: TrustRefusal.self) {
                try TrustBundle.verify(forged, trusting: [authority.certificate], at: Self.now)
            }
        }
        // The signer's certificate ends with the bundle.
        #expect(throws: TrustRefusal.self) {
            try TrustBundle.verify(made.bytes, trusting: [authority.certificate], at: Self.now + 90_000)
        }
    }

    @Test func aNewStationGetsItsTrustAsABundle() throws {
        let (registry, csca) = try registry()
        try registry.giveTrust(to: "\(parent.path)/empty", at: Self.now)
        #expect(try TrustStore.load(folder: "\(parent.path)/empty").store.anchors.isEmpty)
        _ = try registry.trust.importing([.init(name: "csca", bytes: csca.der)], options: .init(), at: Self.now)
        try registry.giveTrust(to: "\(parent.path)/station", at: Self.now)
        #expect(try TrustStore.load(folder: "\(parent.path)/station").store.anchors == [csca])
        #expect(try TrustFolder("\(parent.path)/station").contents().sources.map(\.kind) == [.bundle])
    }
}
