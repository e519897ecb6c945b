import AsyncHTTPClient
import NIOCore

/// A request's body that goes out at no more than so many bytes a second, some kilobytes at a time, so that a slow line
/// stays usable for others.
struct PacedBody: AsyncSequence, Sendable {
    private let bytes: [UInt8]
    private let bytesPerSecond: Int

    private static let chunkSize = 8 << 10

    init(_ bytes: [UInt8], bytesPerSecond: Int) {
        self.bytes = bytes
        self.bytesPerSecond = Swift.max(1, bytesPerSecond)
    }

    var requestBody: HTTPClientRequest.Body { .stream(self, length: .known(Int64(bytes.count))) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let body: PacedBody
        fileprivate var sent = 0

        mutating func next() async throws -> ByteBuffer? {
            guard sent < body.bytes.count else { return nil }
            let chunk = body.bytes[sent..<Swift.min(sent + PacedBody.chunkSize, body.bytes.count)]
            sent += chunk.count
            // Slept before each chunk, the last one too: the next request begins when this one's time is over.
            try await Task.sleep(for: .nanoseconds(1_000_000_000 / body.bytesPerSecond * chunk.count))
            return ByteBuffer(bytes: chunk)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }
}
