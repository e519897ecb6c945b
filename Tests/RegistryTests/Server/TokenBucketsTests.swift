import NIOCore
import Testing

@testable import Registry

@Suite("Who may ask how often")
struct TokenBucketsTests {
    @Test("some at once, then one after each pause; nobody takes another's, and the wait that is told is enough")
    func pace() {
        var buckets = TokenBuckets<String>(atOnce: 3, pause: 500, mostKeys: 10)
        for _ in 0..<3 { #expect(buckets.take("a", at: 0) == nil) }
        #expect(buckets.take("a", at: 0) == 500)
        #expect(buckets.take("b", at: 0) == nil)
        let wait = buckets.take("a", at: 100) ?? 0
        #expect(wait == 400)
        #expect(buckets.take("a", at: 100 + wait) == nil)
        #expect(buckets.take("a", at: 100 + wait) != nil)
        // A clock that goes back gives nothing, and takes nothing away.
        #expect(buckets.take("a", at: .min) != nil)
        #expect(buckets.take("a", at: .max) == nil)
    }

    @Test("it stays small: who has been quiet is forgotten, and while nobody has, no more are let in")
    func bounded() {
        var buckets = TokenBuckets<Int>(atOnce: 2, pause: 1000, mostKeys: 4)
        for key in 0..<4 { #expect(buckets.take(key, at: 0) == nil) }
        #expect(buckets.take(4, at: 0) != nil && buckets.count == 4)
        #expect(buckets.take(0, at: 0) == nil, "one that is known goes on")
        #expect(buckets.take(4, at: 5000) == nil && buckets.count == 1)
    }

    @Test(
        "an IPv6 address counts as its network, an IPv4 one as itself, also at a socket for both",
        arguments: [
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("2001:db8::1", "2001:db8::ffff:1", true), ("2001:db8::1", "2001:db8:0:1::1", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true), ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ])
    func networks(one: String, other: String, same: Bool) throws {
        let networks = try [one, other].map { PeerNetwork(try SocketAddress(ipAddress: $0, port: 1)) }
        #expect((networks[0] == networks[1]) == same)
    }
}
