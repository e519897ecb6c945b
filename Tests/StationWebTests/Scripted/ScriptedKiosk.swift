import StationWeb
import Synchronization

/// A kiosk's reader that gives what a test wants, and to which cards come and from which they go.
final class ScriptedKiosk: CardDesk {
    struct State {
        var outcome = Result<DeskReport, DeskFailure>.success(Samples.report)
        var isCardThere = false
        var readTime = Duration.milliseconds(20)
        var cans: [String] = []
        var calls = 0
        var waiting: String?
    }

    let state = Mutex(State())
    private let listeners = Mutex<[AsyncStream<DeskEvent>.Continuation]>([])

    func events() -> AsyncStream<DeskEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: DeskEvent.self)
        continuation.yield(DeskEvent("reader-arrived", "a reader"))
        listeners.withLock { $0.append(continuation) }
        return stream
    }

    func tell(_ kind: String) {
        listeners.withLock { for listener in $0 { listener.yield(DeskEvent(kind, "a reader")) } }
    }

    func answer(_ report: DeskReport) { state.withLock { $0.outcome = .success(report) } }
    func fail(_ code: String) { state.withLock { $0.outcome = .failure(DeskFailure(code: code)) } }

    func read(can: String, progress: @escaping @Sendable (DeskEvent) -> Void) async throws -> DeskReport {
        progress(DeskEvent("progress", "EF.DG2", percent: 40))
        let (outcome, time) = state.withLock { state in
            state.cans.append(can)
            return (state.outcome, state.readTime)
        }
        try await Task.sleep(for: time)
        return try outcome.get()
    }

    func can(scanned text: String) throws -> String {
        guard let number = text.prefixMatch(of: /[0-9]{6}([0-9]{6})\|/) else {
            throw DeskFailure(code: "scan-not-understood")
        }
        return String(number.1)
    }

    func waitingScan() -> String? {
        state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
    }

    func helpCalled() async { state.withLock { $0.calls += 1 } }
}
