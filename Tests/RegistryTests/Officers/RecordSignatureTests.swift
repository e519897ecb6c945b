import Foundation
import Testing

@testable import Registry

@Suite("Records that officers signed, at the registry")
struct RecordSignatureTests {
    let rig: RegistryRig

    init() throws { rig = try RegistryRig() }

    /// The code of the problem that the registry finds in a record; nil where it finds none.
    private func code(_ sign: (RecordClaims) throws -> [OfficerSignature]) async throws -> ProblemDetails.Code? {
        let record = try rig.recorder().record(files: rig.document.files, claims: rig.document.claims, officers: sign)
        let intake = try rig.intake()
        for piece in record.manifest.pieces {
            try await intake.store(part: try record.piece(piece), digest: piece.digest, of: record.manifest.station)
        }
        let signer = Finding(check: "station-signature", result: "passed", detail: "")
        return try await intake.judge(record.manifest, record.signed, signer: signer).problem?.code
    }

    private func officer(_ id: String = "operator-7", _ role: OfficerRole = .officer, at stations: [String] = [])
        throws -> Officer
    {
        try SyntheticOfficer.officer(id, as: role, at: stations.compactMap { StationID($0) })
    }

    private func signature(_ claims: RecordClaims, _ officer: Officer, _ purpose: OfficerSignature.Purpose = .enrolls)
        throws -> OfficerSignature
    {
        try OfficerSignature(
            of: claims.digest, by: officer, with: officer.unlock(with: SyntheticOfficer.password), purpose: purpose,
            at: Timestamp(Date()))
    }

    @Test("without officers none is asked for")
    func none() async throws { #expect(try await code { _ in [] } == nil) }

    @Test("with officers the one who enrolled must have signed these claims, and be one of this station's")
    func signed() async throws {
        let (one, other) = (try officer(), try officer("o-2", .supervisor))
        let storage = try rig.folder.storage()
        let before = Timestamp(Date() - 60)
        _ = try await storage.admit(one, at: before)
        _ = try await storage.admit(other, at: before)
        #expect(try await code { _ in [] } == .officerNotKnown)
        #expect(try await code { [try signature($0, other)] } == .officerNotKnown)
        #expect(try await code { [try signature($0, one, .approves)] } == .officerNotKnown)
        #expect(try await code { [try signature($0, officer())] } == .officerNotKnown)
    }

    @Test("signed, it is accepted; after his removal it is not")
    func accepted() async throws {
        let one = try officer(at: ["station-1"])
        let storage = try rig.folder.storage()
        _ = try await storage.admit(one, at: Timestamp(Date() - 60))
        #expect(try await code { [try signature($0, one)] } == nil)
        _ = try await storage.removeOfficer("operator-7", at: Timestamp(Date() - 30))
        #expect(try await code { [try signature($0, one)] } == .officerNotKnown)
    }

    @Test("an officer of another station does not sign here")
    func elsewhere() async throws {
        let one = try officer(at: ["station-2"])
        _ = try await rig.folder.storage().admit(one, at: Timestamp(Date() - 60))
        #expect(try await code { [try signature($0, one)] } == .officerNotKnown)
    }
}
