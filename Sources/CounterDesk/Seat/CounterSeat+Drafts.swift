import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import StationWeb

extension CounterSeat {
    func begin(_ action: CounterAction) throws {
        let (procedure, consents) = try equipment.folder.procedure(text(action, "procedure"))
        guard let officer else { return }
        leave()
        let session = EnrollmentSession(
            procedure, consents: consents, station: equipment.folder.station, officer: officer.officer.id,
            at: equipment.now)
        // Supervisors can take over: nothing is lost where an officer does not come back.
        let others = try equipment.officers.officers(atLeast: .supervisor, at: equipment.folder.station).filter {
            $0.id != officer.officer.id
        }
        let key = try equipment.drafts.create(session, for: [officer.officer] + others, at: equipment.now)
        work = Work(session: session, key: key)
        screen = .session
        try note("enrollment-begun", subject: session.draft.id.text)
    }

    func resume(_ action: CounterAction) async throws {
        try await open(recordID(action, "draft"))
        try note("enrollment-resumed", subject: work?.session.draft.id.text)
        // A supervisor goes on where an officer does not come back.
        guard let officer = officer?.officer.id, let draft = work?.session.draft, draft.officer != officer,
            draft.state != .waitingForApproval
        else { return }
        _ = try handle(.takenOver(by: officer))
        try note("enrollment-taken-over", subject: draft.id.text)
    }

    /// Opens a draft with the officer's key and verifies its cards again, by what is trusted now.
    func open(_ id: RecordID) async throws {
        leave()
        work = try await opened(id)
        screen = .session
    }

    func opened(_ id: RecordID) async throws -> Work {
        guard let officer else { throw DeskFailure(code: "not-signed-in") }
        let opened = try equipment.drafts.open(id, for: officer.officer.id) { try officer.open($0, in: $1) }
        let (procedure, consents) = try equipment.folder.procedure(
            opened.draft.procedure.id, version: opened.draft.procedure.version)
        let authentication = PassiveAuthentication(trustStore: await equipment.trust(), policy: .counter)
        let time = equipment.clock()
        let session = try EnrollmentSession(
            resuming: opened.draft, opened.attachments, procedure: procedure, consents: consents,
            station: equipment.folder.station
        ) { files in
            let signed = files.filter { $0.file != .cardAccess && $0.file != .cardSecurity }
            return authentication.verify(signed, at: time).document
        }
        return Work(session: session, key: opened.key)
    }

    func discard(_ action: CounterAction) throws {
        let id = try recordID(action, "draft")
        let reason = try text(action, "reason")
        guard !reason.isEmpty else { throw EnrollmentError(.reasonMissing, "say why", fault: .operator) }
        guard let entry = try equipment.drafts.entries().first(where: { $0.id == id }),
            let officer = officer?.officer, entry.officer == officer.id || officer.role > .officer
        else { throw DeskFailure(code: "draft-unreadable") }
        try equipment.drafts.discard(id)
        try note("enrollment-discarded", subject: id.text)
        if work?.session.draft.id == id {
            leave()
            screen = .home
        }
    }

    func recordID(_ action: CounterAction, _ name: String) throws -> RecordID {
        guard let id = RecordID(try text(action, name)) else { throw DeskFailure(code: "malformed-request") }
        return id
    }

    /// Gives the session an event, keeps what comes of it, and says what is to be done.
    func handle(_ event: SessionEvent) throws -> [SessionEffect] {
        guard var work else { throw DeskFailure(code: "session-not-open") }
        let effects = try work.session.handle(event, at: equipment.now, on: equipment.today())
        try equipment.drafts.save(work.session, with: &work.key, at: equipment.now)
        self.work = work
        return effects
    }
}
