import SmartCard
import Synchronization

/// A channel that can be closed for good: a test case whose time is over says nothing more to the card.
final class GatedChannel: ResettableChannel {
    private let base: any ResettableChannel
    private let isClosed = Mutex(false)

    init(_ base: any ResettableChannel) { self.base = base }

    var limits: ChannelLimits { get async { await base.limits } }

    func close() { isClosed.withLock { $0 = true } }

    func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        try check()
        let answer = try await base.transmit(command)
        try check()
        return answer
    }

    func reset(waiting patience: Duration) async throws {
        try check()
        try await base.reset(waiting: patience)
    }

    private func check() throws { if isClosed.withLock({ $0 }) { throw CancellationError() } }
}
