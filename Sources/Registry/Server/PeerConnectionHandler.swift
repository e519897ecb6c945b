import NIOCore

/// Closes a connection whose address has too many, before anything is read from it.
final class PeerConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let connections: ClientConnections

    init(_ connections: ClientConnections) { self.connections = connections }

    func handlerAdded(context: ChannelHandlerContext) {
        let (channel, connections) = (context.channel, connections)
        let peer = PeerNetwork(channel.remoteAddress).bytes
        guard connections.enter(peer) else {
            // The pipeline is still being put together.
            return context.eventLoop.execute { channel.close(promise: nil) }
        }
        channel.closeFuture.whenComplete { _ in connections.leave(peer) }
    }
}
