import NIOCore
import NIOPosix

/// A connection that says nothing: it holds its place until one of the two ends it.
struct SlowConnection: Sendable {
    private let channel: any Channel

    init(to port: Int) async throws {
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
    }

    /// Whether the other side has left it open for so long.
    func isOpen(after time: TimeAmount) async -> Bool {
        let closed = channel.closeFuture
        let timer = channel.eventLoop.scheduleTask(in: time) { true }
        closed.whenComplete { _ in timer.cancel() }
        return (try? await timer.futureResult.get()) ?? false
    }

    func close() async throws { try await channel.close() }
}
