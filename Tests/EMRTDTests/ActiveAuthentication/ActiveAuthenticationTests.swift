import CardCrypto
import DocumentPKI
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Every way of Active Authentication, through the reader, against the virtual card.
@Suite("Active Authentication")
struct ActiveAuthenticationTests {
    private static let rsa = Result { try [1024, 2048, 3072].map { try PrivateKey.generate(.rsa(bits: $0)) } }

    private func read(
        _ signing: CardImage.SigningKey?, publicKey: PrivateKey, infos: [SecurityInfo] = [], extended: Bool = false,
        explicit: Bool = false
    ) async throws -> DocumentReading {
        var image = try TestCard.image()
        image.replace(.dg15, BERTLV(0x6F, try publicKey.publicKeyInfo(explicitParameters: explicit)).serialized())
        image.activeAuthenticationKey = signing
        if extended {
            image.behaviour.longestResponse = 4096
            let size = BERTLV(0x02, [0x10, 0x00])
            image.replace(.atrInfo, BERTLV(0x7F66, [size, size]).serialized())
        }
        try image.addToDataGroup14(infos)
        return try await DocumentReader(
            VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg1, .dg15])
        ).read()
    }

    @Test(
        "RSA of every size and trailer, in short answers that chain and in extended ones",
        arguments: 0..<3, MessageRecovery.Trailer.allCases)
    func rsaKeys(index: Int, trailer: MessageRecovery.Trailer) async throws {
        let key = try Self.rsa.get()[index]
        for extended in [false, true] {
            let signing = CardImage.SigningKey(key, trailer: trailer)
            let reading = try await read(signing, publicKey: key, extended: extended)
            #expect(reading.activeAuthentication == .passed)
            let proof = try #require(reading.activeAuthenticationProof)
            #expect(proof.challenge.count == 8 && proof.signature.count * 8 == key.bitCount)
            #expect(reading.signature?.verify(dataGroup15: reading.bytes(.dg15), dataGroup14: nil) == .proven)
        }
    }

    @Test(
        "ECDSA on every curve, with the hash that EF.DG14 names and with the one that follows from the curve",
        arguments: EllipticCurve.Name.allCases, [nil, 1, 2, 3, 4, 5])
    func curves(curve: EllipticCurve.Name, hash: Int?) async throws {
        let key = try PrivateKey.generate(.ec(curve))
        let digests: [Digest] = [.sha1, .sha224, .sha256, .sha384, .sha512]
        let byDefault: Digest =
            switch curve.bitCount {
            case ..<224: .sha1
            case ..<256: .sha224
            case ..<384: .sha256
            case ..<512: .sha384
            default: .sha512
            }
        let infos: [SecurityInfo] =
            try hash.map { number in
                let algorithm = try #require(ObjectIdentifier("0.4.0.127.0.7.1.1.4.1.\(number)"))
                return [.activeAuthentication(ActiveAuthenticationInfo(signatureAlgorithm: algorithm))]
            } ?? []
        let digest = hash.map { digests[$0 - 1] } ?? byDefault
        let reading = try await read(
            CardImage.SigningKey(key, digest: digest), publicKey: key, infos: infos, explicit: hash == 3)
        #expect(reading.activeAuthentication == .passed)
        let proof = try #require(reading.signature)
        #expect(proof.verify(dataGroup15: reading.bytes(.dg15), dataGroup14: reading.bytes(.dg14)) == .proven)
    }

    @Test("a chip with another key fails; one without a key, or that refuses, fails with its word and is read on")
    func failures() async throws {
        let keys = try Self.rsa.get()
        let other = try PrivateKey.generate(.rsa(bits: 2048))
        let clone = try await read(CardImage.SigningKey(other), publicKey: keys[1])
        #expect(clone.activeAuthentication == .failed("the chip's signature is wrong"))
        let curve = try await read(
            CardImage.SigningKey(try PrivateKey.generate(.ec(.p256))), publicKey: try PrivateKey.generate(.ec(.p256)))
        #expect(curve.activeAuthentication.word == "failed")
        let none = try await read(nil, publicKey: keys[1])
        #expect(none.activeAuthentication.word == "failed" && none.file(.dg1) != nil)
    }

    @Test("a key that the station does not have is not attempted")
    func unsupported() async throws {
        let key = try PrivateKey.generate(.dh(.modp2048q256))
        let reading = try await read(nil, publicKey: key)
        #expect(reading.activeAuthentication == .notAttempted)
    }
}
