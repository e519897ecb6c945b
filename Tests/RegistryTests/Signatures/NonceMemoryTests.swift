import Testing

@testable import Registry

@Suite("Nonces that were taken")
struct NonceMemoryTests {
    private static let now = 1_790_000_000
    private static let window = RequestSignature.freshness

    @Test("a nonce is taken once by each key, for as long as its signature would count")
    func once() {
        let memory = NonceMemory()
        let end = Self.now + Self.window
        #expect(memory.take("nonce-1", by: "a", created: end, at: Self.now) == .fresh)
        for now in [Self.now, Self.now + 1, Self.now + 2 * Self.window] {
            #expect(memory.take("nonce-1", by: "a", created: end, at: now) == .repeated, "\(now)")
        }
        #expect(memory.take("nonce-1", by: "b", created: end, at: Self.now) == .fresh)
        #expect(memory.take("nonce-2", by: "a", created: end, at: Self.now) == .fresh)
        // A clock that goes back forgets nothing.
        #expect(memory.take("nonce-1", by: "a", created: end, at: Self.now - 1000) == .repeated)
    }

    @Test("what is too old to be accepted is forgotten")
    func forgets() {
        let memory = NonceMemory()
        for second in 0..<1000 {
            let now = Self.now + second
            #expect(memory.take("nonce", by: "a", created: now, at: now) == .fresh)
            #expect(memory.count <= Self.window + 1)
        }
    }

    @Test("who fills it waits until there is room; others have theirs")
    func full() {
        let memory = NonceMemory(.init(ofOne: 2, ofAll: 3))
        func take(_ nonce: String, _ key: String, _ now: Int = Self.now) -> NonceMemory.Outcome {
            memory.take(nonce, by: key, created: now, at: now)
        }
        #expect(take("1", "a") == .fresh && take("2", "a") == .fresh && take("3", "a") == .full)
        #expect(take("2", "a") == .repeated, "also when it is full")
        #expect(take("1", "b") == .fresh && take("1", "c") == .full)
        #expect(memory.count == 3)
        #expect(take("3", "a", Self.now + Self.window + 1) == .fresh)
        #expect(memory.count == 1)
    }
}
