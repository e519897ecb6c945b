import CardCrypto
import Testing

@Suite("Elliptic curves")
struct EllipticCurveTests {
    @Test("two sides agree on one secret", arguments: EllipticCurve.Name.allCases)
    func agreement(name: EllipticCurve.Name) throws {
        let curve = try EllipticCurve(name)
        let a = try AgreementKeyPair.generate(curve, generator: curve.generator)
        let b = try AgreementKeyPair.generate(curve, generator: curve.generator)
        let secret = try a.sharedSecret(curve, with: b.publicKey)
        #expect(secret.count == curve.coordinateLength)
        #expect(try secret.exposed() == b.sharedSecret(curve, with: a.publicKey).exposed())
        #expect(try secret.exposed() == a.agree(curve, with: b.publicKey).compressed())
    }

    @Test("what is no point of the curve is refused", arguments: EllipticCurve.Name.allCases)
    func invalidPoints(name: EllipticCurve.Name) throws {
        let curve = try EllipticCurve(name)
        var offCurve = try curve.generator.bytes
        offCurve[offCurve.count - 1] ^= 1
        let wrong: [[UInt8]] = [
            [], [0x00], [0x04], offCurve, Array(offCurve.dropLast()), [0x02] + (try curve.generator.compressed()),
            [0x04] + [UInt8](repeating: 0xFF, count: 2 * curve.coordinateLength),
        ]
        for bytes in wrong { #expect(throws: CardCryptoError.self) { try curve.element(parsing: bytes) } }
    }

    @Test("a key of another curve is refused")
    func otherCurve() throws {
        let (p256, brainpool) = (try EllipticCurve(.p256), try EllipticCurve(.brainpoolP256r1))
        let pair = try AgreementKeyPair.generate(p256, generator: p256.generator)
        #expect(throws: CardCryptoError.self) { try pair.sharedSecret(p256, with: brainpool.generator) }
    }

    @Test("explicit curve parameters are taken where they equal a known curve", arguments: [false, true])
    func publicKeyInfo(explicit: Bool) throws {
        let key = try PrivateKey.generate(.ec(.brainpoolP256r1))
        let info = try key.publicKeyInfo(explicitParameters: explicit)
        #expect((info.count > 200) == explicit)
        let (curve, point) = try AgreementPublicKeyInfo.parse(info)
        #expect(curve.group == .curve(.brainpoolP256r1))
        let scalar = try key.agreementKey().scalar
        #expect(try curve.raise(curve.generator, to: scalar) == point)
        for count in 0..<info.count {
            #expect(throws: CardCryptoError.self) { try AgreementPublicKeyInfo.parse(Array(info.prefix(count))) }
        }
        if explicit {
            // Another generator: a curve of the card's own making.
            let generator = try curve.generator.bytes
            let start = try #require(info.firstRange(of: generator)).lowerBound
            var forged = info
            forged.replaceSubrange(start..<start + generator.count, with: point.bytes)
            #expect(throws: CardCryptoError.self) { try AgreementPublicKeyInfo.parse(forged) }
        }
    }
}
