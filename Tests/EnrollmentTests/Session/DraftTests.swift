import DocumentPKI
import Enrollment
import Foundation
import GRDB
import LDS
import Registry
import Testing
import VirtualCard

@Suite("Drafts")
struct DraftTests {
    private func kept(_ rig: SessionRig) throws -> (EnrollmentStore, DraftStore, DraftKey) {
        let store = try rig.station.store()
        let drafts = DraftStore(store, station: rig.station.station)
        let key = try drafts.create(
            rig.session, for: [rig.officer.officer, rig.supervisor.officer], at: SessionRig.now)
        return (store, drafts, key)
    }

    private func open(_ id: RecordID, by officer: TestOfficer, _ drafts: DraftStore) throws -> DraftStore.Opened {
        try drafts.open(id, for: officer.officer.id) { try officer.keys.open($0, in: $1) }
    }

    @Test("after every event a power cut leaves the draft just as it stood, half-typed fields and images too")
    func powerCut() throws {
        var rig = try SessionRig()
        var (_, drafts, key) = try kept(rig)
        let trace = rig.session.beginReading()
        let events: [SessionEvent] = [
            .scanned("034058000022"), .cardRead(try rig.fixture.reading(of: rig.image)), .movedOn,
            .entered(["phone": "09123"]), .entered(["phone": "0912345678", "email": "a@b"]), .movedOn,
            .portraitTaken(
                jpeg: [0xFF, 0xD8, 1], findings: SessionRig.findings(nil), comparison: ["en": "not compared"]),
            .portraitDecided(isAccepted: true, reason: nil), .movedOn,
            .fingerCaptured("Left Thumb", quality: 44, image: [1, 2], mediaType: "application/jose"),
            .fingerMissing("Right Thumb", reason: "lost"), .fingersChained([1]),
            .fingerMissing("Left Thumb", reason: "bandaged"),
        ]
        for event in events {
            try rig.happen(event)
            try drafts.save(rig.session, with: &key, at: SessionRig.now)
            // Another process opens the files as they lie there.
            let again = try open(
                rig.session.draft.id, by: rig.officer, DraftStore(rig.station.store(), station: rig.station.station))
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            #expect(Array(try encoder.encode(again.draft)) == rig.state)
            #expect(again.attachments == rig.session.attachments)
            #expect(again.draft.trace == trace.traceID)
        }
    }

    @Test("a resumed session goes on to the same record, with its card verified again")
    func resume() throws {
        var rig = try SessionRig()
        try rig.reach(.consent)
        let (_, drafts, _) = try kept(rig)
        let opened = try open(rig.session.draft.id, by: rig.supervisor, drafts)
        let (procedure, consents) = try rig.station.procedure("level-2-account")
        let document = rig.session.documents["holder"]
        var verified: [Int] = []
        rig.session = try EnrollmentSession(
            resuming: opened.draft, opened.attachments, procedure: procedure, consents: consents,
            station: rig.station.station
        ) { files in
            verified.append(files.count)
            return document
        }
        let kept = rig.session.attachments.keys.count { $0.hasPrefix("chip/") }
        #expect(verified == [kept])
        #expect(try rig.sign() == [.seal])
        _ = try EnrollmentRecord(rig.session)
    }

    @Test("where trust was withdrawn meanwhile the card must be read again")
    func withdrawn() throws {
        var rig = try SessionRig()
        try rig.reach(.consent)
        let (_, drafts, _) = try kept(rig)
        let opened = try open(rig.session.draft.id, by: rig.officer, drafts)
        let (procedure, consents) = try rig.station.procedure("level-2-account")
        rig.session = try EnrollmentSession(
            resuming: opened.draft, opened.attachments, procedure: procedure, consents: consents,
            station: rig.station.station
        ) { _ in nil }
        try rig.happen(.consented(language: "vi", hasAgreed: true))
        try rig.happen(.movedOn)
        let error = #expect(throws: EnrollmentError.self) { try rig.happen(.signing) }
        #expect(error?.code == .stepNotDone)
    }

    @Test("nobody else's key opens a draft, and nothing of it lies on the disk in the clear")
    func secrecy() throws {
        var rig = try SessionRig()
        var (_, drafts, key) = try kept(rig)
        try rig.reach(.portrait)
        try drafts.save(rig.session, with: &key, at: SessionRig.now)
        let other = try TestOfficer.another.get()
        let error = #expect(throws: EnrollmentError.self) { try open(rig.session.draft.id, by: other, drafts) }
        #expect(error?.code == .draftUnreadable)
        try drafts.share(rig.session.draft.id, key, with: [other.officer])
        #expect(try open(rig.session.draft.id, by: other, drafts).draft.entry["phone"] == "0912345678")
        let document = try rig.fixture.document(seed: 1)
        for name in ["station.sqlite", "station.sqlite-wal"] {
            let bytes = try Data(contentsOf: rig.station.url.appending(path: name))
            for text in ["0912345678", document.mrz.documentNumber, document.mrz.primaryIdentifier + "<<"] {
                #expect(bytes.range(of: Data(text.utf8)) == nil, "in \(name)")
            }
        }
    }

    @Test("a piece that was changed, or put in another's place, is told and not taken")
    func damage() throws {
        for statement in [
            "UPDATE drafts SET sealed = zeroblob(length(sealed))",
            "UPDATE draft_attachments SET name = 'chip/EF.DG2' WHERE name = 'chip/EF.DG1'",
            "UPDATE draft_attachments SET sealed = (SELECT sealed FROM draft_attachments WHERE name = 'chip/EF.DG1')",
            "UPDATE draft_keys SET sealed = zeroblob(200)", "DELETE FROM draft_keys",
        ] {
            var rig = try SessionRig()
            try rig.reach(.fields)
            let (_, drafts, _) = try kept(rig)
            let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
            try queue.write { db in
                try db.execute(sql: "DELETE FROM draft_attachments WHERE name = 'chip/EF.DG2'")
                try db.execute(sql: statement)
            }
            let error = #expect(throws: EnrollmentError.self, "\(statement)") {
                try open(rig.session.draft.id, by: rig.officer, drafts)
            }
            #expect(error?.code == .draftUnreadable)
        }
    }

    @Test("the record and the end of its draft are one transaction")
    func end() throws {
        var rig = try SessionRig()
        let (store, drafts, _) = try kept(rig)
        #expect(try drafts.entries().map(\.id) == [rig.session.draft.id])
        try rig.sign()
        _ = try store.add(EnrollmentRecord(rig.session), sealedBy: rig.station.sealer())
        #expect(try drafts.entries().isEmpty)
        let queue = try DatabaseQueue(path: rig.station.url.appending(path: "station.sqlite").path)
        let left = try queue.read { db in
            try Int.fetchOne(
                db, sql: "SELECT (SELECT count(*) FROM draft_keys) + (SELECT count(*) FROM draft_attachments)")
        }
        #expect(left == 0)
    }
}
