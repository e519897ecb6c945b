import Synchronization

/// How long the stations of a fleet work, when each receipt came, and what came instead of one.
final class FleetShift: Sendable {
    private struct State {
        var isOver = false
        var receipts: [ContinuousClock.Instant] = []
        var refusals: [String: Int] = [:]
        var failure: (any Error)?
    }

    private let state = Mutex(State())

    var isOver: Bool { state.withLock { $0.isOver } }
    /// The number of receipts that all stations have together.
    var sent: Int { state.withLock { $0.receipts.count } }

    /// Why a station gave up, where one has.
    var failure: (any Error)? { state.withLock { $0.failure } }

    func end() { state.withLock { $0.isOver = true } }

    func received() { state.withLock { $0.receipts.append(.now) } }

    /// A station gives up: what it was told is for good.
    func failed(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

    /// A station has to send again, for this reason.
    func heard(_ reason: String) { state.withLock { $0.refusals[reason, default: 0] += 1 } }

    /// The longest time without a receipt since this moment, and what stations heard in the place of receipts; forgets the
    /// latter.
    func silence(since start: ContinuousClock.Instant) -> String {
        state.withLock { state in
            let moments = [start] + state.receipts.filter { $0 > start }
            let longest = zip(moments, moments.dropFirst()).map { $0.duration(to: $1) }.max() ?? .zero
            let heard = state.refusals.sorted { $0.key < $1.key }.map { ", \($0.key) \($0.value) times" }.joined()
            state.refusals = [:]
            return
                "no receipt for \(longest.components.seconds).\(longest.components.attoseconds / 100_000_000_000_000_000) s"
                + heard
        }
    }
}
