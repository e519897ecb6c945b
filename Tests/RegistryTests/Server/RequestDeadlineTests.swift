import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Registry

/// A request that does not end takes its connection with it; one that ends in time does not.
@Suite("The end of endless requests")
struct RequestDeadlineTests {
    private static let head = HTTPRequestPart.head(
        HTTPRequest(method: .put, scheme: "https", authority: "localhost", path: "/"))

    @Test func closes() throws {
        let channel = EmbeddedChannel(handler: RequestDeadlineHandler(limit: .seconds(10)))
        try channel.connect(to: .init(unixDomainSocketPath: "/x")).wait()
        try channel.writeInbound(Self.head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive, "a request that ended has no deadline")
        try channel.writeInbound(Self.head)
        for _ in 0..<9 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }
}
