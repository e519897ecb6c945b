import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import Testing
import VirtualCard

@Suite("The session")
struct SessionTests {
    @Test("with every step done the officer's signature makes a record of what was collected")
    func record() throws {
        var rig = try SessionRig()
        #expect(try rig.sign() == [.seal])
        let record = try EnrollmentRecord(rig.session)
        let names = record.parts.map(\.name.text)
        for name in ["record.json", "chip/EF.SOD", "chip/EF.DG13", "portrait.jpg", "fingers/left-thumb"] {
            #expect(names.contains(name), "\(name)")
        }
        let body = try RecordBody(parsing: record.parts[0].bytes)
        #expect(body.claims.entry == ["phone": "0912345678"])
        #expect(body.claims.fingers.count == 10)
        #expect(body.claims.persons["holder"]?.identification == .chip)
        #expect(try body.claims.digest == rig.session.signedDigest)
        // It is stored, and the draft's place with it.
        #expect(try rig.station.store().add(record, sealedBy: rig.station.sealer()).sequence == 1)
    }

    @Test("an event of another step than the one on the screen changes nothing", arguments: Procedure.StepKind.allCases)
    func lateEvents(kind: Procedure.StepKind) throws {
        var rig = try SessionRig(kind == .papers || kind == .approval ? "level-2-account-by-hand" : "level-2-account")
        guard (try? rig.reach(kind)) != nil else { return }
        let events: [(Procedure.StepKind, SessionEvent)] = [
            (.card, .scanned("034058000022")), (.card, .cardRead(try rig.fixture.reading(of: rig.image))),
            (.card, .chipSilent(reason: "it does not answer")),
            (.papers, .papersChecked(numbers: [:], isChecked: true)),
            (.fields, .entered(["phone": "0987654321"])),
            (.portrait, .portraitTaken(jpeg: [1], findings: [], comparison: [:])),
            (.portrait, .portraitDecided(isAccepted: true, reason: nil)),
            (.fingerprints, .fingerCaptured("Left Thumb", quality: 99, image: [9], mediaType: "a/b")),
            (.fingerprints, .fingerMissing("Left Thumb", reason: "bandaged")),
            (.consent, .consented(language: "en", hasAgreed: false)), (.signature, .signing),
        ]
        for (place, event) in events where place != kind {
            let before = rig.state
            #expect(throws: EnrollmentError.self, "\(place) at \(kind)") { try rig.happen(event) }
            #expect(rig.state == before)
        }
    }

    @Test("nobody goes on from a step that is not done, nor to one behind it")
    func order() throws {
        var rig = try SessionRig()
        while let kind = rig.session.step?.kind, kind != .signature {
            let before = rig.state
            #expect(throws: EnrollmentError.self, "\(kind)") { try rig.happen(.movedOn) }
            #expect(throws: EnrollmentError.self) { try rig.happen(.moved(to: "signature")) }
            #expect(rig.state == before)
            try rig.fill()
            try rig.happen(.movedOn)
        }
        try rig.happen(.movedBack)
        #expect(rig.session.step?.kind == .consent)
        try rig.happen(.moved(to: "card"))
        #expect(rig.session.step?.kind == .card)
        try rig.happen(.movedBack)
        #expect(rig.session.step?.kind == .card)
        try rig.happen(.moved(to: "signature"))
        #expect(throws: EnrollmentError.self) { try rig.happen(.moved(to: "nowhere")) }
    }

    @Test("whatever changes after the signature takes it away")
    func changes() throws {
        let changes: [(String, SessionEvent)] = [
            ("contact", .entered(["phone": "0387654321"])), ("consent", .consented(language: "en", hasAgreed: true)),
            ("portrait", .portraitTaken(jpeg: [7], findings: [], comparison: [:])),
            ("fingerprints", .fingerMissing("Left Thumb", reason: "bandaged")),
            ("card", .cardRead(try SessionRig(seed: 2).fixture.reading(of: SessionRig(seed: 2).image))),
        ]
        for (step, event) in changes {
            var rig = try SessionRig()
            try rig.sign()
            #expect(rig.session.isReadyToSeal)
            try rig.happen(.moved(to: step))
            #expect(rig.session.isReadyToSeal, "looking changes nothing")
            try rig.happen(event)
            #expect(!rig.session.isReadyToSeal, "\(step)")
            #expect(throws: EnrollmentError.self) { try EnrollmentRecord(rig.session) }
        }
    }

    @Test("the chip of another card proves nothing, and neither do other claims or an unfinished signature")
    func presence() throws {
        var rig = try SessionRig()
        try rig.reach(.signature)
        #expect(throws: EnrollmentError.self) { try rig.happen(.chipProved(rig.proof(of: .none))) }
        guard case .provePresence(let claims)? = try rig.happen(.signing).first else {
            Issue.record("no presence asked for")
            return
        }
        let other = try rig.fixture.image(seed: 2)
        #expect(throws: EnrollmentError.self) { try rig.happen(.chipProved(rig.proof(of: claims, by: other))) }
        #expect(throws: EnrollmentError.self) { try rig.happen(.chipProved(rig.proof(of: .none))) }
        // The officer cannot sign before the chip has.
        #expect(throws: EnrollmentError.self) { try rig.happen(.signed(rig.officer.sign(claims, .enrolls))) }
        #expect(!rig.session.isReadyToSeal)
        try rig.happen(.chipProved(rig.proof(of: claims)))
        #expect(throws: EnrollmentError.self) { try rig.happen(.signed(rig.supervisor.sign(claims, .enrolls))) }
        #expect(throws: EnrollmentError.self) { try rig.happen(.signed(rig.officer.sign(claims, .approves))) }
        #expect(try rig.happen(.signed(rig.officer.sign(claims, .enrolls))) == [.seal])
    }

    @Test("a card that the procedure does not want is refused with its own code")
    func cards() throws {
        var rig = try SessionRig()
        func code(_ reading: CardReading, on day: CalendarDate = Fixture.today) -> EnrollmentError.Code? {
            do {
                _ = try rig.session.handle(.cardRead(reading), at: SessionRig.now, on: day)
                return nil
            } catch { return error.code }
        }
        let reading = try rig.fixture.reading(of: rig.image)
        #expect(code(try rig.fixture.reading(of: rig.image, proves: false)) == .procedureRefuses)
        #expect(code(reading, on: CalendarDate(2200, 1, 1)) == .cardExpired)
        let born = try #require(reading.report.document?.nationalData?.text(.dateOfBirth))
        let birth = try #require(CalendarDate(slashed: born))
        #expect(code(reading, on: CalendarDate(birth.year + 10, birth.month, 28)) == .ageNotAllowed)
        var forged = rig.image
        forged.files = forged.files.map { file in
            file.file == .dg1 ? RawFile(.dg1, file.bytes.dropLast() + [0x3D]) : file
        }
        #expect(code(try rig.fixture.reading(of: forged)) == .cardNotVerified)
        #expect(rig.session.documents.isEmpty && rig.session.attachments.isEmpty)
        #expect(code(reading) == nil)
    }

    @Test("a poor portrait needs a reason; fingers need quality, attempts or a reason")
    func biometrics() throws {
        var rig = try SessionRig()
        try rig.reach(.portrait)
        try rig.happen(.portraitTaken(jpeg: [1], findings: SessionRig.findings(false), comparison: [:]))
        #expect(throws: EnrollmentError.self) { try rig.happen(.portraitDecided(isAccepted: true, reason: "  ")) }
        try rig.happen(.portraitDecided(isAccepted: true, reason: "the lamp is broken"))
        try rig.happen(.movedOn)
        let fingers = try #require(rig.session.step?.fingerprints?.fingers)
        for finger in fingers.dropFirst(2) {
            try rig.happen(.fingerCaptured(finger, quality: 90, image: [1], mediaType: "a/b"))
        }
        try rig.happen(.fingerMissing(fingers[0], reason: "lost"))
        for attempt in 1...3 {
            #expect(throws: EnrollmentError.self) { try rig.happen(.movedOn) }
            try rig.happen(
                .fingerCaptured(fingers[1], quality: 30 - attempt, image: [UInt8(attempt)], mediaType: "a/b"))
        }
        // The best of the tries is kept.
        #expect(rig.session.draft.fingers[fingers[1]]?.quality == 29)
        try rig.happen(.movedOn)
        #expect(throws: EnrollmentError.self) {
            var again = rig
            try again.happen(.moved(to: "fingerprints"))
            try again.happen(.fingerCaptured("Sixth Finger", quality: 90, image: [1], mediaType: "a/b"))
        }
    }
}
