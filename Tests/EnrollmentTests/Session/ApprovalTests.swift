import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import Testing
import VirtualCard

@Suite("Approval by a second officer")
struct ApprovalTests {
    /// A case by hand that the officer has signed: the chip is silent.
    private func waiting() throws -> SessionRig {
        var rig = try SessionRig("level-2-account-by-hand")
        try rig.happen(.scanned("034058000022|058000022|Nguyễn Văn Tý|26101958|Nam|Thôn Một|01012021"))
        try rig.happen(.chipSilent(reason: "the chip is broken"))
        try rig.happen(.movedOn)
        try rig.reach(.signature)
        guard case .sign(let claims)? = try rig.happen(.signing).first else { throw CocoaError(.featureUnsupported) }
        #expect(try rig.happen(.signed(rig.officer.sign(claims, .enrolls))) == [.waitForApproval])
        return rig
    }

    private func claims(_ rig: SessionRig) throws -> ContentDigest { try #require(rig.session.signedDigest) }

    @Test("a case by hand is sealed with a supervisor's yes and not before")
    func approved() throws {
        var rig = try waiting()
        #expect(rig.session.draft.state == .waitingForApproval && !rig.session.isReadyToSeal)
        #expect(throws: EnrollmentError.self) { try EnrollmentRecord(rig.session) }
        #expect(try rig.happen(.approved(rig.supervisor.sign(claims(rig), .approves))) == [.seal])
        let body = try RecordBody(parsing: EnrollmentRecord(rig.session).parts[0].bytes)
        #expect(body.signatures.map(\.purpose) == [.enrolls, .approves])
        #expect(body.claims.persons["holder"]?.identification == .papers)
        #expect(body.claims.persons["holder"]?.claims.fullName == "Nguyễn Văn Tý")
        #expect(body.presence == nil)
    }

    @Test("not by the officer himself, not by another officer of the same role, not by a signature for something else")
    func refused() throws {
        var rig = try waiting()
        let digest = try claims(rig)
        let other = try TestOfficer.another.get()
        for signature in [
            try rig.officer.sign(digest, .approves), try other.sign(digest, .approves),
            try rig.supervisor.sign(digest, .enrolls), try rig.supervisor.sign(digest, .rejects),
        ] {
            #expect(throws: EnrollmentError.self) { try rig.happen(.approved(signature)) }
            #expect(!rig.session.isReadyToSeal)
        }
    }

    @Test("while it waits nothing can be changed; rejected it goes back with the reasons and must be signed anew")
    func rejected() throws {
        var rig = try waiting()
        #expect(throws: EnrollmentError.self) {
            var other = rig
            try other.happen(.moved(to: "contact"))
            try other.happen(.entered(["phone": "0387654321"]))
        }
        let no = try rig.supervisor.sign(claims(rig), .rejects)
        #expect(throws: EnrollmentError.self) { try rig.happen(.rejected(no, reasons: [], text: nil)) }
        try rig.happen(.rejected(no, reasons: ["portrait-poor"], text: "the picture is dark"))
        #expect(rig.session.draft.state == .rejected && rig.session.draft.rejection?.reasons == ["portrait-poor"])
        #expect(!rig.session.isReadyToSeal)
        #expect(throws: EnrollmentError.self) { try rig.happen(.approved(no)) }
        // What was entered is there still.
        #expect(rig.session.draft.entry["phone"] == "0912345678")
        try rig.happen(.moved(to: "signature"))
        #expect(try rig.happen(.signing).count == 1)
    }

    @Test("of any order of events none leads to a record without signature, consent, card or approval")
    func walks() throws {
        var generator = Seeded(state: 42)
        var sealed = 0
        for walk in 0..<60 {
            var rig = try SessionRig(walk.isMultiple(of: 2) ? "level-2-account" : "level-2-account-by-hand")
            for _ in 0..<60 {
                try? step(&rig, &generator)
                guard let record = try? EnrollmentRecord(rig.session) else { continue }
                sealed += 1
                let body = try RecordBody(parsing: record.parts[0].bytes)
                let digest = try body.claims.digest
                #expect(body.signatures.contains { $0.purpose == .enrolls && $0.officer == "o-1" })
                #expect(rig.session.draft.consent?.hasAgreed == true)
                let isByChip = body.claims.persons["holder"]?.identification == .chip
                if isByChip {
                    let files = rig.image.files
                    let proof = try #require(body.presence)
                    #expect(
                        proof.verify(
                            claims: digest, dataGroup14: files.first { $0.file == .dg14 }?.bytes,
                            dataGroup15: files.first { $0.file == .dg15 }?.bytes) == .proven)
                } else {
                    #expect(body.signatures.contains { $0.purpose == .approves && $0.officer == "s-1" })
                }
                break
            }
        }
        #expect(sealed > 0, "no walk came to its end: it shows nothing")
    }

    /// One event, more often a sensible one.
    private func step(_ rig: inout SessionRig, _ generator: inout Seeded) throws {
        let digest = rig.session.signedDigest ?? .none
        switch generator.next() % 16 {
        case 0...4: try rig.fill()
        case 5...9: try rig.happen(.movedOn)
        case 10: try rig.happen(.movedBack)
        case 11:
            for effect in try rig.happen(.signing) {
                guard case .provePresence(let claims) = effect, generator.next().isMultiple(of: 2) else { continue }
                try rig.happen(.chipProved(rig.proof(of: claims)))
            }
        case 12: try rig.happen(.signed(rig.officer.sign(digest, .enrolls)))
        case 13: try rig.happen(.approved(rig.supervisor.sign(digest, .approves)))
        case 14: try rig.happen(.chipSilent(reason: "silent"))
        default: try rig.happen(.consented(language: "vi", hasAgreed: generator.next().isMultiple(of: 2)))
        }
    }

    /// SplitMix64.
    private struct Seeded {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }
}

extension ApprovalTests {
    @Test("a supervisor takes over what an officer left; then the supervisor signs, and the officer cannot")
    func takeOver() throws {
        var rig = try SessionRig()
        try rig.reach(.signature)
        try rig.happen(.takenOver(by: "s-1"))
        guard case .provePresence(let claims)? = try rig.happen(.signing).first else {
            Issue.record("no presence asked for")
            return
        }
        try rig.happen(.chipProved(rig.proof(of: claims)))
        #expect(throws: EnrollmentError.self) { try rig.happen(.signed(rig.officer.sign(claims, .enrolls))) }
        #expect(try rig.happen(.signed(rig.supervisor.sign(claims, .enrolls))) == [.seal])
        #expect(try EnrollmentRecord(rig.session).operatorID == "s-1")
    }
}
