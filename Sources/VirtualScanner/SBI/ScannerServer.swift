import NIOCore
import NIOPosix

/// Gives a virtual scanner its socket on 127.0.0.1: one request a connection, as the devices on the market do it.
package final class ScannerServer: Sendable {
    private let scanner: VirtualFingerScanner
    private let wanted: ClosedRange<Int>

    /// - Parameters:
    ///   - scanner: what answers.
    ///   - ports: the first free one is taken; `0...0` lets the system choose.
    package init(_ scanner: VirtualFingerScanner, ports: ClosedRange<Int> = 4501...4600) {
        self.scanner = scanner
        wanted = ports
    }

    /// Listens, tells its port, and serves until the task is cancelled.
    ///
    /// Throws where no port is free.
    package func run(listening: @Sendable (Int) -> Void) async throws {
        let (server, port) = try await bind()
        listening(port)
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { connections in
                for try await connection in connections {
                    group.addTask { [self] in
                        // A client that leaves in the middle is no matter of the scanner's.
                        try? await serve(connection, port: port)
                    }
                }
            }
        }
    }

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private func bind() async throws -> (NIOAsyncChannel<Connection, Never>, Int) {
        var failure: (any Error)?
        for port in wanted {
            do {
                let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .bind(host: "127.0.0.1", port: port) { channel in
                        channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
                    }
                return (server, server.channel.localAddress?.port ?? port)
            } catch { failure = error }
        }
        throw failure ?? ChannelError.operationUnsupported
    }

    private func serve(_ connection: Connection, port: Int) async throws {
        try await connection.executeThenClose { input, output in
            var parser = HTTPRequestParser()
            for try await buffer in input {
                switch parser.receive(buffer.readableBytesView) {
                case .incomplete: continue
                case .malformed:
                    try await output.write(Self.head("400 Bad Request", 0))
                    return
                case .complete(let request):
                    let answer = try await scanner.answer(request.method, request.path, request.body, port: port)
                    try await send(answer, to: output)
                    return
                }
            }
        }
    }

    private func send(_ answer: VirtualFingerScanner.Answer, to output: NIOAsyncChannelOutboundWriter<ByteBuffer>)
        async throws
    {
        switch answer {
        case .body(let bytes):
            try await output.write(Self.head("200 OK", bytes.count))
            try await output.write(ByteBuffer(bytes: bytes))
        case .notFound: try await output.write(Self.head("404 Not Found", 0))
        case .silence: try await Task.sleep(for: .seconds(3600))
        case .partial(let bytes, let isEnded):
            try await output.write(Self.head("200 OK", bytes.count * 2))
            try await output.write(ByteBuffer(bytes: bytes))
            if !isEnded { try await Task.sleep(for: .seconds(3600)) }
        case .flood(let count):
            try await output.write(Self.head("200 OK", count))
            let block = ByteBuffer(repeating: 0x20, count: 1 << 16)
            for _ in 0..<(count >> 16) { try await output.write(block) }
        }
    }

    private static func head(_ status: String, _ length: Int) -> ByteBuffer {
        ByteBuffer(
            string:
                "HTTP/1.1 \(status)\r\nCache-Control: no-store\r\nContent-Type: application/json\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n"
        )
    }
}
