import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

@Suite("Rosters, signed by a registry", .everyStorage)
struct RosterTests {
    static let now = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))
    static let day = 86_400_000
    let parent = TemporaryFolder()
    let registry: RegistryFolder
    let authority: StationCA

    init() throws {
        registry = try StorageKind.settle(
            RegistryFolder.create(at: "\(parent.path)/registry", name: "registry.example"))
        try registry.createCertificates(serverNames: "DNS:localhost", at: Self.now.date)
        authority = try registry.stationCA()
    }

    private func later(_ milliseconds: Int) throws -> Timestamp {
        try #require(Timestamp(milliseconds: Self.now.milliseconds + milliseconds))
    }

    @Test("issued, verified, renewed when officers change or half of its life is over")
    func issue() async throws {
        let storage = try registry.storage()
        let issuer = registry.rosterIssuer(storage)
        #expect(try await issuer.current(at: Self.now) == nil)
        let officer = try SyntheticOfficer.officer(as: .supervisor)
        #expect(try await storage.admit(officer, at: Self.now) == .admitted)
        #expect(try await storage.admit(officer, at: Self.now) == .unchanged)
        let issued = try await issuer.issue(life: 2 * Self.day, at: later(1))
        #expect(issued.roster.officers == [officer] && issued.roster.number == 1)
        #expect(try Roster.verify(issued.bytes, trusting: [authority.certificate]) == issued.roster)
        #expect(try await issuer.current(at: later(Self.day - 10)) == issued.bytes)

        let renewed = try #require(try await issuer.current(at: later(Self.day + 10)))
        #expect(try Roster.verify(renewed, trusting: [authority.certificate]).number == 2)
        #expect(try await storage.removeOfficer("o-17", at: later(Self.day + 20)))
        #expect(try await !storage.removeOfficer("o-17", at: later(Self.day + 20)))
        let emptied = try #require(try await issuer.current(at: later(Self.day + 30)))
        let roster = try Roster.verify(emptied, trusting: [authority.certificate])
        #expect(roster.number == 3 && roster.officers.isEmpty)
        let (inTime, tooLate) = (try later(2 * Self.day), try later(4 * Self.day))
        #expect(roster.hasExpired(at: tooLate) && !roster.hasExpired(at: inTime))
        let assignments = try await storage.assignments(of: "o-17")
        let removal = try later(Self.day + 20)
        #expect(assignments.map(\.end) == [.removed(removal)])
    }

    @Test("another role takes the place of the one before, which stays known")
    func replaced() async throws {
        let storage = try registry.storage()
        let application = try SyntheticOfficer.application()
        let supervisor = try application.officer(as: .supervisor, at: [])
        _ = try await storage.admit(application.officer(as: .officer, at: []), at: Self.now)
        #expect(try await storage.admit(supervisor, at: later(5)) == .replaced)
        #expect(try await storage.officers().map(\.role) == [.supervisor])
        let change = try later(5)
        #expect(try await storage.assignments(of: nil).map(\.end) == [.replaced(change), nil])
    }

    @Test("no other certificate of the CA signs a roster, and no other CA")
    func signers() throws {
        let roster = try Roster(number: 1, issued: Self.now, expires: later(Self.day), officers: [])
        func signed(_ by: StationCA.Credential, _ type: String = Roster.contentType) throws -> [UInt8] {
            try SignedData.sign(
                roster.serialized(), contentType: type, key: by.key, certificate: by.certificate, digest: .sha256,
                signingTime: Self.now.date, isDetached: false, isCAdES: true)
        }
        let (end, now) = (roster.expires.date, Self.now.date)
        let station = try #require(StationID("test-001"))
        #expect(
            try Roster.verify(
                signed(authority.issueRosterSigner(until: end, at: now)), trusting: [authority.certificate]) == roster)
        let stranger = try StationCA.create(name: "registry.example", at: now)
        for forged in [
            try signed(authority.issueSigner(station, at: now)), try signed(authority.issueClient(station, at: now)),
            try signed(authority.issueTrustSigner(until: end, at: now)),
            try signed(authority.issueRosterSigner(until: end, at: now), "1.2.840.113549.1.7.1"),
            try signed(stranger.issueRosterSigner(until: end, at: now)),
        ] {
            let error = #expect(throws: RegistryError.self) {
                try Roster.verify(forged, trusting: [authority.certificate])
            }
            #expect(error?.code == .rosterNotGenuine)
        }
    }

    @Test("a changed bit anywhere, or a missing end, is refused")
    func altered() async throws {
        let storage = try registry.storage()
        _ = try await storage.admit(SyntheticOfficer.officer(), at: Self.now)
        let good = try await registry.rosterIssuer(storage).issue(life: Self.day, at: Self.now)
        // Certificates hold bits that no signature covers; the roster that comes out must be the same one then.
        for position in stride(from: 0, to: good.bytes.count, by: 7) {
            var bytes = good.bytes
            bytes[position] ^= 0x40
            if let roster = try? Roster.verify(bytes, trusting: [authority.certificate]) {
                #expect(roster == good.roster, "\(position)")
            }
            #expect(throws: RegistryError.self) {
                try Roster.verify(Array(good.bytes.prefix(position)), trusting: [authority.certificate])
            }
        }
        let content = try good.roster.serialized()
        for count in stride(from: 0, to: content.count, by: 3) {
            #expect(throws: RegistryError.self) { try Roster(parsing: Array(content.prefix(count))) }
        }
    }

    @Test("two of one identity, no life, too long a life")
    func wrong() async throws {
        let officer = try SyntheticOfficer.officer()
        #expect(throws: RegistryError.self) {
            try Roster(number: 1, issued: Self.now, expires: later(1), officers: [officer, officer])
        }
        #expect(throws: RegistryError.self) {
            try Roster(number: 1, issued: Self.now, expires: Self.now, officers: [])
        }
        let issuer = registry.rosterIssuer(try registry.storage())
        await #expect(throws: RegistryError.self) { try await issuer.issue(life: 32 * Self.day, at: Self.now) }
        await #expect(throws: RegistryError.self) { try await issuer.issue(life: 0, at: Self.now) }
    }
}
