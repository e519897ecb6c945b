import Enrollment
import Foundation
import Registry
import StationWeb

/// One browser at the counter: who is signed in there, and the enrollment at hand. Actions come one after another.
///
/// Nothing that was entered lives here alone: the draft is kept before an action is answered.
actor CounterSeat {
    let equipment: CounterEquipment
    let tell: @Sendable (DeskEvent) -> Void
    private var turn: Task<Void, Never>?
    /// When somebody last did something here; a page that only looks is nobody.
    private var lastAct: Timestamp?

    /// Who is signed in; nil while nobody is, or the seat is locked.
    var officer: SignedInOfficer?
    /// Who locked it, and the draft that was at hand.
    var locked: (officer: Officer, draft: RecordID?)?
    var screen = CounterView.Screen.signIn
    var work: Work?
    /// What the last record's slip shows: the record itself cannot be read here any more.
    var slip: CounterView.Slip?
    /// The enrollment that has just become a record: its number, and nothing of the person.
    var finished: CounterView.Session?

    /// An enrollment at hand.
    struct Work {
        var session: EnrollmentSession
        var key: DraftKey
        /// The last report on a card, shown and not kept. By person.
        var reports: [String: DeskReport] = [:]
        var duplicates: [CounterView.Duplicate] = []
        /// The field where the officer is.
        var focus: String?
    }

    init(_ equipment: CounterEquipment, tell: @escaping @Sendable (DeskEvent) -> Void) {
        self.equipment = equipment
        self.tell = tell
    }

    /// Does an action when the ones before it are done.
    func perform(_ action: CounterAction) async throws(DeskFailure) -> CounterView {
        let before = turn
        let (done, finish) = AsyncStream.makeStream(of: Void.self)
        turn = Task { for await _ in done {} }
        defer { finish.finish() }
        await before?.value
        do {
            try await act(action)
            return try await view()
        } catch { throw Self.failure(error) }
    }

    private func act(_ action: CounterAction) async throws {
        try lockIfIdle(action)
        switch action.name {
        case .look: return
        case .signIn: try await signIn(action)
        case .unlock: try await unlock(action)
        // Another officer comes to a locked seat: what was at hand is a draft of the one who locked it.
        case .signOut where officer == nil: (locked, screen) = (nil, .signIn)
        default:
            guard officer != nil else { throw DeskFailure(locked == nil ? .notSignedIn : .screenLocked) }
            try await actSignedIn(action)
        }
    }

    /// The page asks for the lock by itself; where no page is left to ask, the seat locks with the next thing that comes.
    private func lockIfIdle(_ action: CounterAction) throws {
        let now = equipment.now
        if let lastAct, now.milliseconds - lastAct.milliseconds > Self.longestIdle { try lock() }
        if action.name != .look || lastAct == nil { lastAct = now }
    }

    /// Twice what the page waits.
    private static let longestIdle = 2 * idleSeconds * 1000

    private func actSignedIn(_ action: CounterAction) async throws {
        switch action.name {
        case .look, .signIn, .unlock: return
        case .signOut: try signOut()
        case .lock: try lock()
        case .home:
            leave()
            screen = .home
        case .begin: try begin(action)
        case .resume: try await resume(action)
        case .discard: try discard(action)
        case .scan, .readCard, .chipSilent: try await card(action)
        case .papers, .fields, .consent: try entry(action)
        case .portrait, .portraitDecision: try await portrait(action)
        case .captureFingers, .fingerMissing: try await fingers(action)
        case .sign: try await sign()
        case .next, .back, .go: try move(action)
        case .queue, .approvals, .endOfDay, .health: show(action.name)
        case .approve: try await approve(action)
        case .reject: try await reject(action)
        case .sendNow: try await sendNow()
        case .slip: try showSlip(action)
        }
    }

    private func show(_ name: CounterAction.Name) {
        leave()
        screen =
            switch name {
            case .queue: .queue
            case .approvals: .approvals
            case .endOfDay: .endOfDay
            default: .health
            }
    }

    /// Puts the enrollment at hand aside. It is kept already.
    func leave() {
        work = nil
        finished = nil
    }

    /// An argument that must be there.
    func text(_ action: CounterAction, _ name: String) throws -> String {
        guard let text = action.text(name) else { throw DeskFailure(code: "malformed-request") }
        return text
    }

    func note(_ action: String, subject: String? = nil) throws {
        try equipment.audit.append(action, officer: officer?.officer.id, subject: subject)
    }

    private static func failure(_ error: any Error) -> DeskFailure {
        switch error {
        case let failure as DeskFailure: failure
        case let error as EnrollmentError: DeskFailure(code: error.code.rawValue, detail: error.message)
        case let error as OfficerRefusal: DeskFailure(code: error.code.rawValue, detail: error.title)
        case let error as RegistryError: DeskFailure(code: error.code.rawValue, detail: error.message)
        default: DeskFailure(code: "internal", detail: "\(type(of: error))")
        }
    }
}
