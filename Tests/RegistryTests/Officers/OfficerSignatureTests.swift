import FoundationEssentials
import Testing

@testable import Registry

@Suite("Signatures of officers")
struct OfficerSignatureTests {
    static let time = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))
    let claims = ContentDigest(of: [1, 2, 3])

    private func roster(_ officers: Officer...) throws -> Roster {
        try Roster(
            number: 1, issued: Self.time, expires: #require(Timestamp(milliseconds: Self.time.milliseconds + 1000)),
            officers: officers)
    }

    private func sign(
        _ officer: Officer, _ purpose: OfficerSignature.Purpose = .enrolls, at time: Timestamp = time
    ) throws -> OfficerSignature {
        try OfficerSignature(
            of: claims, by: officer, with: officer.unlock(with: SyntheticOfficer.password), purpose: purpose, at: time)
    }

    @Test("one holds for its claims, through JSON too", arguments: OfficerSignature.Purpose.allCases)
    func holds(purpose: OfficerSignature.Purpose) throws {
        let officer = try SyntheticOfficer.officer(as: .supervisor)
        let made = try sign(officer, purpose)
        let read = try OfficerSignature(json: JSONValue(parsingCanonical: made.json.canonical()))
        #expect(read == made)
        #expect(read.verify(claims: claims, in: try roster(officer)) == .valid(officer))
        #expect(read.verify(claims: ContentDigest(of: [1, 2, 4]), in: try roster(officer)) == .invalid)
        #expect(read.verify(claims: claims, in: try roster()) == .unknownOfficer)
    }

    @Test("nothing that it says can be changed")
    func altered() throws {
        let officer = try SyntheticOfficer.officer(as: .supervisor)
        let other = try SyntheticOfficer.officer("o-18", as: .supervisor)
        let json = try #require(sign(officer).json.object)
        for (member, value) in [
            ("purpose", "approves"), ("role", "administrator"), ("officer", "o-18"),
            ("time", "2026-09-21T15:06:40.001Z"), ("signature", String(repeating: "11", count: 64)),
        ] {
            var changed = json
            changed[member] = .string(value)
            let signature = try OfficerSignature(json: .object(changed))
            #expect(signature.verify(claims: claims, in: try roster(officer, other)) == .invalid, "\(member)")
        }
        for member in json.keys {
            var changed = json
            changed[member] = nil
            #expect(throws: RegistryError.self, "\(member)") { try OfficerSignature(json: .object(changed)) }
        }
    }

    @Test("a role that he did not have is told apart")
    func wrongRole() throws {
        let application = try SyntheticOfficer.application()
        let supervisor = try application.officer(as: .supervisor, at: [])
        let signature = try sign(supervisor)
        #expect(
            signature.verify(claims: claims, in: try roster(application.officer(as: .officer, at: []))) == .wrongRole)
    }

    @Test("the registry judges by what he was when he signed")
    func assignments() throws {
        let application = try SyntheticOfficer.application()
        let (here, there) = (try #require(StationID("test-001")), try #require(StationID("test-002")))
        func moment(_ days: Int) throws -> Timestamp {
            try #require(Timestamp(milliseconds: Self.time.milliseconds + days * 86_400_000))
        }
        let first = try application.officer(as: .officer, at: [here])
        let second = try application.officer(as: .supervisor, at: [here])
        let history = [
            OfficerAssignment(officer: first, admitted: Self.time, end: .replaced(try moment(10))),
            OfficerAssignment(officer: second, admitted: try moment(10), end: .removed(try moment(60))),
        ]
        func answer(_ officer: Officer, _ days: Int, at station: StationID = here) throws
            -> OfficerSignature.Verification
        {
            try sign(officer, at: moment(days)).verify(claims: claims, at: station, by: history)
        }
        #expect(try answer(first, 5) == .valid(first))
        #expect(try answer(first, 5, at: there) == .wrongStation)
        // A station that was offline when he became supervisor.
        #expect(try answer(first, 20) == .valid(first))
        #expect(try answer(first, 45) == .wrongRole)
        #expect(try answer(second, 20) == .valid(second))
        #expect(try answer(second, 59) == .valid(second))
        #expect(try answer(second, 5) == .wrongRole)
        // After his removal, and before he was admitted.
        #expect(try answer(second, 60) == .unknownOfficer)
        #expect(try answer(first, -1) == .unknownOfficer)
    }
}
