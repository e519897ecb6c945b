import Enrollment
import Foundation
import Registry
import StationWeb

extension CounterSeat {
    /// What the page shows now.
    func view() async throws -> CounterView {
        var view = CounterView(screen: screen, station: equipment.folder.station.text)
        view.idleSeconds = Self.idleSeconds
        guard let officer = officer?.officer else {
            view.officer = locked.map { CounterView.Officer($0.officer) }
            return view
        }
        view.officer = CounterView.Officer(officer)
        switch screen {
        case .signIn, .locked: break
        case .home:
            view.procedures = try procedures().map { CounterView.Procedure($0) }
            view.drafts = try await drafts()
        case .session: view.session = await sessionView()
        case .queue: view.queue = try queueRows()
        case .approvals: view.approvals = try await approvals()
        case .endOfDay: view.day = try day()
        case .health: view.health = await health()
        case .slip: view.slip = try shownSlip()
        }
        return view
    }

    /// Three minutes: long enough for a capture, short enough for an officer who is called away.
    static let idleSeconds = 180

    /// What can be begun; a procedure that cannot be read is left out, and `idstation procedure list` says why.
    private func procedures() throws -> [Enrollment.Procedure] {
        let library = try equipment.folder.library()
        let actions = Enrollment.Procedure.Action.allCases
        func place(_ procedure: Enrollment.Procedure) -> Int { actions.firstIndex(of: procedure.action) ?? 0 }
        return library.ids.compactMap { (try? library.procedure($0)) ?? nil }.sorted {
            (place($0), $0.id) < (place($1), $1.id)
        }
    }

    private func drafts() async throws -> [CounterView.Draft] {
        guard let officer else { return [] }
        var drafts: [CounterView.Draft] = []
        for entry in try equipment.drafts.entries()
        where entry.readers.contains(officer.officer.id) && entry.state != .waitingForApproval {
            let procedure = try? equipment.folder.procedure(entry.procedure.id).procedure
            drafts.append(
                CounterView.Draft(
                    id: entry.id.text, procedure: procedure?.title ?? ["en": entry.procedure.id],
                    step: procedure?.steps[entry.step]?.title ?? ["en": entry.step], began: "\(entry.began)",
                    person: try? await opened(entry.id).session.documents[PersonClaims.holder]?.name,
                    isRejected: entry.state == .rejected, hours: hours(since: entry.began),
                    limit: procedure?.limits.draftHours))
        }
        return drafts
    }

    func hours(since moment: Timestamp) -> Int {
        max(0, equipment.now.milliseconds - moment.milliseconds) / 3_600_000
    }

    /// What others enrolled and this officer may decide on.
    private func approvals() async throws -> [CounterView.Approval] {
        guard let officer, officer.officer.role > .officer else { return [] }
        var waiting: [CounterView.Approval] = []
        for entry in try equipment.drafts.entries()
        where entry.state == .waitingForApproval && entry.officer != officer.officer.id
            && entry.readers.contains(officer.officer.id)
        {
            let work = try await opened(entry.id)
            let view = CounterSessionView(work, on: equipment.today())
            waiting.append(
                CounterView.Approval(
                    record: entry.id.text, procedure: work.session.procedure.title, time: "\(entry.updated)",
                    officer: entry.officer, rows: view.rows(of: PersonClaims.holder) + view.entryRows,
                    portrait: view.chipPortrait(of: PersonClaims.holder), livePortrait: view.livePortrait,
                    needs: work.session.step?.approval?.by.rawValue ?? OfficerRole.supervisor.rawValue))
        }
        return waiting
    }

    private func sessionView() async -> CounterView.Session? {
        guard let work else { return finished }
        var view = CounterSessionView(work, on: equipment.today()).view
        if work.session.step?.kind == .fingerprints { view.fingersDevice = await equipment.fingers.device() }
        return view
    }

    /// The slip again: without the holder's name and what was collected, which nobody here can read any more.
    func showSlip(_ action: CounterAction) throws {
        let id = try recordID(action, "record")
        guard slip?.record != id.text else { return screen = .slip }
        if let row = try equipment.store.queue().first(where: { $0.id == id.text }) {
            slip = plainSlip(row.id, row.sequence, row.procedure, row.created)
        } else if let entry = try equipment.drafts.entries().first(where: { $0.id == id && $0.state != .open }) {
            slip = plainSlip(entry.id.text, nil, entry.procedure, entry.updated)
        } else {
            throw DeskFailure(code: "record-unknown")
        }
        screen = .slip
    }

    private func plainSlip(
        _ record: String, _ sequence: Int?, _ reference: ProcedureReference, _ time: Timestamp
    ) -> CounterView.Slip {
        let procedure = try? equipment.folder.procedure(reference.id).procedure
        return CounterView.Slip(
            record: record, sequence: sequence, time: "\(time)", station: equipment.folder.station.text,
            title: procedure?.title ?? ["en": reference.id], lines: procedure?.slip.lines ?? [],
            contact: procedure?.slip.contact)
    }

    /// The slip with the receipt's code, as soon as there is one.
    private func shownSlip() throws -> CounterView.Slip? {
        guard var slip else { return nil }
        if slip.qr == nil, let row = try equipment.store.queue().first(where: { $0.id == slip.record }) {
            slip.qr = row.receipt.flatMap { BrowserImage(code: $0)?.dataURL }
            self.slip = slip
        }
        return slip
    }
}

extension CounterView.Officer {
    init(_ officer: Officer) { self.init(id: officer.id, name: officer.name, role: officer.role.rawValue) }
}

extension CounterView.Procedure {
    init(_ procedure: Enrollment.Procedure) {
        self.init(id: procedure.id, version: procedure.version, form: procedure.form, title: procedure.title)
    }
}
