import CardCrypto
import Testing

/// Doc 9303-11 Appendix F prints the challenge, the chip's nonce and the representative, and no key.
@Suite("Worked example F: Active Authentication with RSA")
struct AppendixFTests {
    @Test("the chip's side makes the published representative, the terminal's side accepts it")
    func representative() throws {
        let example = try WorkedExample("appendix-f")
        let (nonce, challenge) = (try example.bytes("M1"), try example.bytes("RND.IFD"))
        let published = try example.bytes("F")
        #expect(try Digest.sha1.hash(nonce + challenge) == example.bytes("H"))
        #expect(
            try MessageRecovery.compose(nonce: nonce, challenge: challenge, trailer: .implicit, count: 128)
                == published)
        #expect(try MessageRecovery.verify(published, challenge: challenge) == .implicit)

        var otherChallenge = challenge
        otherChallenge[0] ^= 1
        #expect(try MessageRecovery.verify(published, challenge: otherChallenge) == nil)
        for index in published.indices {
            var changed = published
            changed[index] ^= 0x01
            #expect(try MessageRecovery.verify(changed, challenge: challenge) == nil, "byte \(index)")
        }
        for count in 0..<published.count {
            #expect(try MessageRecovery.verify(Array(published.prefix(count)), challenge: challenge) == nil)
            #expect(try MessageRecovery.verify(Array(published.suffix(count)), challenge: challenge) == nil)
        }
    }

    @Test("padding nibbles before the message, and total recovery, are understood")
    func otherHeaders() throws {
        let challenge: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        let nonce = [UInt8](repeating: 0x5A, count: 20)
        let hash = try Digest.sha256.hash(nonce + challenge)
        let padded = [0x6B, 0xBB, 0xBB, 0xBA] + nonce + hash + [0x34, 0xCC]
        #expect(try MessageRecovery.verify(padded, challenge: challenge) == .sha256)
        let total = [0x4A] + nonce + challenge + hash + [0x34, 0xCC]
        #expect(try MessageRecovery.verify(total, challenge: challenge) == .sha256)
        let other = [0x4A] + nonce + challenge.reversed() + hash + [0x34, 0xCC]
        #expect(try MessageRecovery.verify(other, challenge: challenge) == nil)
    }
}
