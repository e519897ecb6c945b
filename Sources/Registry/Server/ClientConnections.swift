import CardCrypto
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization

/// How many connections each client has, told apart by its certificate or, where it has none, its address.
final class ClientConnections: Sendable {
    private let most: Int
    private let open = Mutex<[[UInt8]: Int]>([:])

    /// - Parameter most: connections of one client.
    init(most: Int) { self.most = most }

    /// Takes a place; false where the client has as many as it may.
    func enter(_ client: [UInt8]) -> Bool {
        open.withLock { open in
            guard open[client, default: 0] < most else { return false }
            open[client, default: 0] += 1
            return true
        }
    }

    func leave(_ client: [UInt8]) {
        open.withLock { open in
            let rest = (open[client] ?? 1) - 1
            open[client] = rest > 0 ? rest : nil
        }
    }
}

/// Closes a connection, as soon as it is known whose it is, where the client has too many.
final class ClientConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let connections: ClientConnections

    init(_ connections: ClientConnections) { self.connections = connections }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event {
            let (channel, connections) = (context.channel, connections)
            channel.nioSSL_peerCertificate().whenSuccess { certificate in
                guard let client = try? certificate.flatMap({ try Digest.sha256.hash($0.toDERBytes()) }) else { return }
                guard connections.enter(client) else { return channel.close(promise: nil) }
                channel.closeFuture.whenComplete { _ in connections.leave(client) }
            }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
