import StationWeb
import Synchronization

/// A counter that plays an enrollment in the place of officers, card, devices and registry, so that every page can be seen.
///
/// It is no model of the real one's rules: it goes through the steps and answers what a test wants.
final class ScriptedCounter: Counter {
    static let password = "đúng-mật-khẩu"
    static let can = "000042"

    struct State {
        var officer: CounterView.Officer?
        var screen = CounterView.Screen.signIn
        var beforeLock = CounterView.Screen.home
        var session: CounterView.Session?
        var put: CounterView.Session?
        var idleSeconds = 180
        /// What the next action of a name ends in.
        var failures: [CounterAction.Name: DeskFailure] = [:]
        var actions: [CounterAction] = []
        /// How long a card takes.
        var readTime = Duration.milliseconds(60)
        var sealed = 41
    }

    let state = Mutex(State())
    private let listeners = Mutex<[AsyncStream<DeskEvent>.Continuation]>([])

    /// What was asked for, oldest first.
    var actions: [CounterAction] { state.withLock { $0.actions } }

    func events() -> AsyncStream<DeskEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: DeskEvent.self)
        continuation.yield(DeskEvent("reader-arrived", "a reader"))
        continuation.yield(DeskEvent("card-inserted", "a reader"))
        listeners.withLock { $0.append(continuation) }
        return stream
    }

    func tell(_ event: DeskEvent) { listeners.withLock { for listener in $0 { listener.yield(event) } } }

    /// Makes the next action of a name fail.
    func fail(_ name: CounterAction.Name, _ code: String, triesLeft: Int? = nil) {
        state.withLock { $0.failures[name] = DeskFailure(code: code, triesLeft: triesLeft) }
    }

    func perform(_ action: CounterAction, from browser: BrowserSession) async throws(DeskFailure) -> CounterView {
        let failure = state.withLock { state in
            if action.name != .look { state.actions.append(action) }
            return state.failures.removeValue(forKey: action.name)
        }
        if let failure { throw failure }
        if action.name == .readCard {
            let time = state.withLock { $0.readTime }
            for percent in stride(from: 0, through: 100, by: 20) {
                tell(DeskEvent("progress", "EF.DG2", percent: percent))
                try? await Task.sleep(for: time / 6)
            }
        }
        let outcome = state.withLock { state -> Result<Void, DeskFailure> in
            Result { () throws(DeskFailure) in try state.perform(action) }
        }
        try outcome.get()
        return state.withLock { $0.view }
    }
}

extension ScriptedCounter.State {
    var view: CounterView {
        var view = CounterView(
            screen: screen, station: "phuong-ben-thanh-1", officer: officer, idleSeconds: idleSeconds,
            procedures: Samples.procedures)
        if let put {
            view.drafts = [
                CounterView.Draft(
                    id: put.id, procedure: put.procedure.title,
                    step: put.steps.first { $0.id == put.step }?.title ?? [:], began: "2026-11-26T09:12:00Z",
                    person: put.rows.first?.value, isRejected: true, hours: 80, limit: 72)
            ]
        }
        switch screen {
        case .session: view.session = session
        case .queue: view.queue = Samples.queue
        case .approvals: view.approvals = Samples.approvals
        case .endOfDay: view.day = Samples.day
        case .health: view.health = Samples.health
        case .slip: view.slip = Samples.slip(number: sealed)
        case .signIn, .locked, .home: break
        }
        return view
    }

    mutating func perform(_ action: CounterAction) throws(DeskFailure) {
        switch action.name {
        case .look: break
        case .signIn:
            try check(action)
            let role = action.text("officer") == "p-03" ? "supervisor" : "officer"
            officer = CounterView.Officer(id: action.text("officer") ?? "", name: "Trần Minh Khôi", role: role)
            screen = .home
        case .unlock:
            try check(action)
            screen = beforeLock
        case .lock: (beforeLock, screen) = (screen, .locked)
        case .signOut: (officer, screen, put, session) = (nil, .signIn, session ?? put, nil)
        case .home:
            if let session, session.sealed == nil { put = session }
            (session, screen) = (nil, .home)
        case .begin:
            session = Samples.session(procedure: action.text("procedure") ?? "")
            screen = .session
        case .resume: (session, put, screen) = (put, nil, .session)
        case .discard: put = nil
        case .queue, .sendNow: screen = .queue
        case .approvals, .reject: screen = .approvals
        case .endOfDay: screen = .endOfDay
        case .health: screen = .health
        case .slip: screen = .slip
        case .approve where screen == .approvals: break
        default:
            guard var open = session else { throw DeskFailure(code: "session-not-open") }
            try open.perform(action, sealed: &sealed)
            session = open
        }
    }

    private func check(_ action: CounterAction) throws(DeskFailure) {
        guard action.text("password") == ScriptedCounter.password else {
            throw DeskFailure(code: "officer-or-password-wrong")
        }
    }
}
