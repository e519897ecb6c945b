import CardCrypto
import Testing

@Suite("Prime groups")
struct PrimeGroupTests {
    /// The first power of the generator that is shorter than the prime: one number in 256 is.
    private func short(_ group: PrimeGroup) throws -> AgreementKeyPair? {
        let length = (group.fieldBitCount + 7) / 8
        for exponent in 1...4000 {
            let scalar = SecretBytes([UInt8(exponent >> 8), UInt8(exponent & 0xFF)])
            let pair = try AgreementKeyPair(group, generator: group.generator, privateKey: scalar)
            if try pair.sharedSecret(group, with: group.generator).exposed().first == 0 {
                #expect(pair.publicKey.bytes.count < length)
                return pair
            }
        }
        return nil
    }

    /// An unsigned integer on the wire, and so in authentication tokens (Doc 9303-11 §9.4.1), against RFC 2631 §2.1.2.
    @Test("a public key has no leading zeros, a shared secret keeps them", arguments: PrimeGroup.Name.allCases)
    func leadingZeros(_ name: PrimeGroup.Name) throws {
        let group = try PrimeGroup(name)
        let pair = try #require(try short(group))
        #expect(pair.publicKey.bytes.first != 0)
        let secret = try pair.sharedSecret(group, with: group.generator).exposed()
        #expect(secret.count == (group.fieldBitCount + 7) / 8)
        #expect(secret.drop { $0 == 0 } == pair.publicKey.bytes[...])
        // Either form of another's key is taken, and stays as it came.
        #expect(try group.element(parsing: secret).bytes == secret)
    }
}
