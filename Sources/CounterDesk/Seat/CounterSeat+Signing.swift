import DocumentPKI
import Enrollment
import Foundation
import Logging
import Registry
import StationWeb

extension CounterSeat {
    func sign() async throws {
        work?.session.freshness = try equipment.store.newestReceipt().map { ContentDigest(of: $0) } ?? .none
        try await follow(handle(.signing))
    }

    /// Does what the session asks for until it asks for nothing more.
    private func follow(_ effects: [SessionEffect]) async throws {
        var open = effects
        while !open.isEmpty {
            let effect = open.removeFirst()
            switch effect {
            case .provePresence(let claims):
                guard let document = work?.session.documents[PersonClaims.holder] else { continue }
                open += try handle(.chipProved(await equipment.cards.prove(claims, with: document)))
            case .sign(let claims):
                guard let officer else { throw DeskFailure(code: "not-signed-in") }
                open += try handle(
                    .signed(officer.sign(claims: claims, purpose: .enrolls, at: equipment.now)))
                try note("enrollment-signed", subject: work?.session.draft.id.text)
            case .waitForApproval: try waitForApproval()
            case .seal: try seal()
            }
        }
    }

    private func waitForApproval() throws {
        guard let work, let officer else { return }
        // The roster may have changed since the draft was begun.
        let others = try equipment.officers.officers(atLeast: .supervisor, at: equipment.folder.station).filter {
            $0.id != officer.officer.id
        }
        try equipment.drafts.share(work.session.draft.id, work.key, with: others)
        guard work.session.step?.approval?.timing == .endOfDay else { return }
        slip = CounterSlip(work.session, station: equipment.folder.station, sequence: nil, at: equipment.now).view
        leave()
        screen = .slip
    }

    /// From here on the station cannot read it any more: record and the end of its draft are one transaction.
    private func seal() throws {
        guard let work else { return }
        let session = work.session
        let stored = try equipment.store.add(EnrollmentRecord(session), sealedBy: equipment.sealer)
        slip =
            CounterSlip(
                session, station: equipment.folder.station, sequence: stored.sequence, at: equipment.now
            ).view
        leave()
        finished = CounterSessionView(work, on: equipment.today()).finished(
            CounterView.Sealed(record: stored.id.text, sequence: stored.sequence))
        screen = .session
        equipment.logger.notice(
            "A record is sealed", metadata: ["sequence": "\(stored.sequence)", "trace": "\(stored.trace.traceID)"])
        try note("record-sealed", subject: stored.id.text)
    }

    func approve(_ action: CounterAction) async throws {
        let (work, approver) = try await waiting(action)
        guard let claims = work.session.signedDigest else { throw DeskFailure(code: "session-not-open") }
        let effects = try decide(
            .approved(approver.sign(claims: claims, purpose: .approves, at: equipment.now)), on: work)
        try equipment.audit.append("record-approved", officer: approver.officer.id, subject: work.session.draft.id.text)
        let isAtOnce = screen == .session
        try await follow(effects)
        if !isAtOnce { screen = .approvals }
    }

    func reject(_ action: CounterAction) async throws {
        guard let reasons = action.texts("reasons") else { throw DeskFailure(code: "malformed-request") }
        let (work, approver) = try await waiting(action)
        guard let claims = work.session.signedDigest else { throw DeskFailure(code: "session-not-open") }
        _ = try decide(
            .rejected(
                approver.sign(claims: claims, purpose: .rejects, at: equipment.now), reasons: reasons,
                text: action.text("text")), on: work)
        try equipment.audit.append("record-rejected", officer: approver.officer.id, subject: work.session.draft.id.text)
        if screen != .session { leave() }
    }

    /// Takes a decision on a case; where it does not stand, what was at hand stays there.
    private func decide(_ event: SessionEvent, on other: Work) throws -> [SessionEffect] {
        let before = work
        work = other
        do { return try handle(event) } catch {
            work = before
            throw error
        }
    }

    /// The case that waits, and who decides on it: the one who is signed in, or another one with password and card.
    private func waiting(_ action: CounterAction) async throws -> (Work, SignedInOfficer) {
        guard let officer else { throw DeskFailure(code: "not-signed-in") }
        let id = try recordID(action, "record")
        let work = self.work?.session.draft.id == id ? self.work : nil
        let opened: Work = if let work { work } else { try await opened(id) }
        guard let other = action.text("supervisor"), !other.isEmpty else { return (opened, officer) }
        return (opened, try await signedIn(other.lowercased(), action))
    }

    func sendNow() async throws {
        let outbox = Outbox(
            store: equipment.store, registry: equipment.registry, logKey: equipment.folder.registry.logKey,
            logger: equipment.logger)
        let summary = try await outbox.sendPending()
        if let failure = summary.unreachable {
            throw DeskFailure(code: "registry-unreachable", detail: failure.detail)
        }
        if let (sequence, problem) = summary.refused.first {
            throw DeskFailure(code: "registry-refused", detail: "record \(sequence): \(problem.code.rawValue)")
        }
    }
}
