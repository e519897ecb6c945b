import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import Testing
import VirtualCard

@Suite("The registry judges a record by its procedure again")
struct ProcedureExaminationTests {
    /// A record as a careful officer makes it, of a citizen whose chip answers.
    private struct Made {
        let claims: JSONValue
        let documents: [String: VerifiedDocument]
        let signatures: [OfficerSignature]
        let storage: any RegistryStorage
    }

    private func made(_ procedure: String = "level-2-account") async throws -> Made {
        var rig = try SessionRig(procedure)
        try rig.sign()
        let body = try RecordBody(parsing: EnrollmentRecord(rig.session).parts[0].bytes)
        let storage = try rig.fixture.registry.storage()
        try await storage.keep(
            procedureFiles: ProcedureLibrary(folder: Shipped.folder.path).files, at: SessionRig.now)
        return Made(
            claims: body.claims.json, documents: rig.session.documents, signatures: body.signatures, storage: storage)
    }

    /// The judgement about a record, some of whose claims were changed.
    private func judge(
        _ made: Made, isPresent: Bool = true, signatures: [OfficerSignature]? = nil,
        documents: [String: VerifiedDocument]? = nil, _ change: ([String: JSONValue]) -> [String: JSONValue] = { $0 }
    ) async throws -> ProcedureJudgement {
        let claims = try RecordClaims(json: .object(change(made.claims.object ?? [:])))
        return try await GivenProcedures(made.storage).judge(
            ProcedureEvidence(
                claims: claims, documents: documents ?? made.documents, isPresent: isPresent,
                signatures: signatures ?? made.signatures))
    }

    private func changed(_ json: JSONValue?, _ name: String, _ value: JSONValue?) -> JSONValue {
        var members = json?.object ?? [:]
        members[name] = value
        return .object(members)
    }

    @Test("what the counter let through is kept by the rules", arguments: ["level-2-account", "bench-enrollment"])
    func kept(_ procedure: String) async throws {
        let made = try await made(procedure)
        #expect(try await judge(made) == .kept)
    }

    @Test("a procedure that was never given out, or another text or version of one, is unknown")
    func unknown() async throws {
        let made = try await made()
        for (name, value) in [
            ("sha256", JSONValue.string(ContentDigest(of: [1]).text)), ("version", 99), ("id", "bench-enrollment"),
        ] {
            let judgement = try await judge(made) { claims in
                var claims = claims
                claims["procedure"] = changed(claims["procedure"], name, value)
                return claims
            }
            #expect(judgement == .unknown, "\(name)")
        }
    }

    @Test("each rule that a record breaks is named")
    func broken() async throws {
        let made = try await made()
        func rules(_ name: String, _ value: (JSONValue?) -> JSONValue) async throws -> ProcedureJudgement {
            try await judge(made) { claims in
                var claims = claims
                claims[name] = value(claims[name])
                return claims
            }
        }
        #expect(try await rules("entry") { changed($0, "phone", nil) } == .broken(["field-phone"]))
        #expect(try await rules("entry") { changed($0, "phone", "12345") } == .broken(["field-phone"]))
        #expect(try await rules("entry") { changed($0, "hobby", "chess") } == .broken(["field-hobby"]))
        #expect(try await rules("procedure") { changed($0, "form", "TK02") } == .broken(["form"]))
        #expect(try await rules("procedure") { changed($0, "action", "lock-account") } == .broken(["action"]))
        let digest = JSONValue.string(ContentDigest(of: [1]).text)
        #expect(try await rules("consent") { changed($0, "sha256", digest) } == .broken(["consent"]))
        #expect(try await rules("consent") { changed($0, "version", 1) } == .broken(["consent"]))
        #expect(try await rules("consent") { changed($0, "language", "fr") } == .broken(["consent"]))
        // The text of another procedure was given out too, but not for this one.
        let other = try ContentDigest(of: Array(Shipped.text("consents/lock-account.v1.vi.txt").utf8))
        #expect(try await rules("consent") { changed($0, "sha256", .string(other.text)) } == .broken(["consent"]))
        #expect(try await rules("portrait") { _ in .null } == .broken(["portrait"]))
        let fewer = try await rules("fingers") { .array(Array(($0?.array ?? []).dropFirst())) }
        guard case .broken(let names) = fewer, names.count == 1, names[0].hasPrefix("finger-") else {
            Issue.record("\(fewer)")
            return
        }
        let stranger = try await judge(made) { claims in
            var claims = claims
            claims["persons"] = changed(claims["persons"], "friend", claims["persons"]?["holder"])
            return claims
        }
        #expect(stranger == .broken(["person-friend"]))
    }

    @Test("the chip's proof, the card itself, its last day and the holder's age are judged from the evidence")
    func evidence() async throws {
        let made = try await made()
        #expect(try await judge(made, isPresent: false) == .broken(["chip-proof"]))
        #expect(try await judge(made, documents: [:]) == .broken(["card-holder"]))
        func signed(_ text: JSONValue) async throws -> ProcedureJudgement {
            try await judge(made) { claims in
                var claims = claims
                (claims["began"], claims["signed"]) = (text, text)
                return claims
            }
        }
        let late = try await signed("2099-01-01T00:00:00.000Z")
        guard case .broken(let names) = late else {
            Issue.record("\(late)")
            return
        }
        #expect(names.contains("card-expired"))
        let birth = try #require(made.documents["holder"]?.nationalData?.text(.dateOfBirth))
        let year = try #require(Int(birth.suffix(4)))
        let child = try await signed(.string("\(year + 10)-06-01T00:00:00.000Z"))
        guard case .broken(let rules) = child else {
            Issue.record("\(child)")
            return
        }
        #expect(rules.contains("minimum-age"))
    }

    @Test("an approval that the procedure demands must be another officer's, of the role that it demands")
    func approval() async throws {
        var rig = try SessionRig("level-2-account-by-hand")
        try rig.happen(.scanned("034058000022|058000022|Nguyễn Văn Tý|26101958|Nam|Thôn Một|01012021"))
        try rig.happen(.chipSilent(reason: "the chip is broken"))
        try rig.happen(.movedOn)
        try rig.reach(.signature)
        guard case .sign(let digest)? = try rig.happen(.signing).first else { throw CocoaError(.featureUnsupported) }
        try rig.happen(.signed(rig.officer.sign(digest, .enrolls)))
        try rig.happen(.approved(rig.supervisor.sign(digest, .approves)))
        let body = try RecordBody(parsing: EnrollmentRecord(rig.session).parts[0].bytes)
        let storage = try rig.fixture.registry.storage()
        try await storage.keep(
            procedureFiles: ProcedureLibrary(folder: Shipped.folder.path).files, at: SessionRig.now)
        func judge(_ signatures: [OfficerSignature]?) async throws -> ProcedureJudgement {
            try await GivenProcedures(storage).judge(
                ProcedureEvidence(claims: body.claims, documents: [:], isPresent: false, signatures: signatures))
        }
        #expect(try await judge(body.signatures) == .kept)
        #expect(try await judge([body.signatures[0]]) == .broken(["approval"]))
        let other = try TestOfficer.another.get()
        let low = try other.sign(body.claims.digest, .approves)
        #expect(try await judge([body.signatures[0], low]) == .broken(["approval"]))
        // Where the registry has no officers, nobody's signature was checked and none is demanded.
        #expect(try await judge(nil) == .kept)
    }
}
