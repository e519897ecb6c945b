import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// An answer's body, collected so that it can be signed.
final class BodyCollector: Sendable {
    private let buffer = Mutex<[UInt8]>([])

    var bytes: [UInt8] { buffer.withLock { $0 } }

    fileprivate func append(_ part: ByteBuffer) { buffer.withLock { $0 += part.readableBytesView } }
}

/// What writes an answer's body into its collector.
struct BodyWriter: ResponseBodyWriter {
    let collector: BodyCollector

    mutating func write(_ buffer: ByteBuffer) async throws { collector.append(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
