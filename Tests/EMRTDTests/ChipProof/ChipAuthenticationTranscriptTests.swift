import CardCrypto
import DocumentPKI
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Transcripts of the reader, checked by the side that talks to no card.
@Suite("Chip Authentication's transcript")
struct ChipAuthenticationTranscriptTests {
    static let groups: [DomainParametersName] = [14, 0, 1, 2, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18].compactMap {
        DomainParametersName(standardizedParameter: $0)
    }
    static let ciphers: [CipherSuite] = [.tripleDES, .aes128, .aes192, .aes256]

    private static func image(
        _ group: DomainParametersName, _ cipher: CipherSuite, keyID: [UInt8]? = nil
    ) throws -> CardImage {
        let (key, agreement): (PrivateKey, KeyAgreement) =
            switch group {
            case .curve(let name): (try .generate(.ec(name)), .ecdh)
            case .prime(let name): (try .generate(.dh(name)), .dh)
            }
        var image = try TestCard.image()
        let infos: [SecurityInfo] = [
            .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(
                    agreement, subjectPublicKeyInfo: try key.publicKeyInfo(), keyID: keyID)),
            .chipAuthentication(ChipAuthenticationInfo(agreement, cipher, keyID: keyID)),
        ]
        image.replace(.dg14, try SecurityInfos(infos).dataGroup14())
        image.chipAuthenticationKeys = [try CardImage.ChipKey(keyID: keyID, key)]
        return image
    }

    private func read(_ image: CardImage) async throws -> DocumentReading {
        try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg1])).read()
    }

    @Test(
        "every group and cipher, with and without a key id, is proven, and by no other card's EF.DG14",
        arguments: groups, ciphers)
    func variants(group: DomainParametersName, cipher: CipherSuite) async throws {
        for keyID in [nil, [0x2A]] as [[UInt8]?] {
            let image = try Self.image(group, cipher, keyID: keyID)
            let reading = try await read(image)
            #expect(reading.chipAuthentication == .passed)
            let transcript = try #require(reading.agreement)
            #expect(transcript.verify(dataGroup14: image.file(.dg14)?.bytes) == .proven)
            let other = try Self.image(group, cipher, keyID: keyID)
            let result = transcript.verify(dataGroup14: other.file(.dg14)?.bytes)
            #expect(result.reason?.contains("MAC") == true && result.isRefutation)
        }
    }

    /// A transcript with some of it changed.
    private func changing(
        _ transcript: ChipAuthenticationTranscript, protocol identifier: ObjectIdentifier? = nil,
        keyID: [UInt8]?? = nil, key: [UInt8]? = nil, answer: [UInt8]? = nil, counter: [UInt8]? = nil
    ) throws -> ChipAuthenticationTranscript {
        ChipAuthenticationTranscript(
            protocol: identifier ?? transcript.protocol, keyID: keyID ?? transcript.keyID,
            terminalPrivateKey: key.map { SecretBytes($0) } ?? transcript.terminalPrivateKey,
            answer: try answer.map { try ResponseAPDU(parsing: $0) } ?? transcript.answer,
            sendSequenceCounter: counter ?? transcript.sendSequenceCounter)
    }

    /// Every byte string that differs in one bit.
    private func flips(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.indices.flatMap { index in
            (0..<8).map { bit in
                var changed = bytes
                changed[index] ^= 1 << bit
                return changed
            }
        }
    }

    @Test("a bit that was changed anywhere refutes it", arguments: [CipherSuite.tripleDES, .aes128, .aes256])
    func flippedBits(cipher: CipherSuite) async throws {
        let image = try Self.image(.curve(.p256), cipher, keyID: [0x01, 0x05])
        let dataGroup14 = image.file(.dg14)?.bytes
        let transcript = try #require(try await read(image).agreement)
        var changed: [ChipAuthenticationTranscript] = []
        changed += try flips(transcript.answer.serialized()).map { try changing(transcript, answer: $0) }
        changed += try flips(transcript.sendSequenceCounter).map { try changing(transcript, counter: $0) }
        changed += try flips(transcript.terminalPrivateKey.exposed()).map { try changing(transcript, key: $0) }
        changed += try flips(transcript.protocol.octets).map {
            try changing(transcript, protocol: ObjectIdentifier(octets: $0))
        }
        changed += try flips([0x01, 0x05]).map { try changing(transcript, keyID: .some($0)) }
        changed.append(try changing(transcript, keyID: .some(nil)))
        for count in [0, 1, 7, 15, 17] {
            changed.append(try changing(transcript, counter: [UInt8](repeating: 0, count: count)))
        }
        for key in [[], [0x00], [UInt8](repeating: 0xFF, count: 256)] {
            changed.append(try changing(transcript, key: key))
        }
        for count in 2..<transcript.answer.serialized().count {
            changed.append(try changing(transcript, answer: Array(transcript.answer.serialized().prefix(count))))
        }
        for altered in changed { #expect(altered.verify(dataGroup14: dataGroup14).isRefutation) }
    }

    @Test("without EF.DG14, or with one that nobody can read, it is not verifiable; without the offer it is refuted")
    func files() async throws {
        let image = try Self.image(.curve(.brainpoolP256r1), .aes128)
        let transcript = try #require(try await read(image).agreement)
        #expect(transcript.verify(dataGroup14: nil).isUndecided)
        #expect(transcript.verify(dataGroup14: [0x6E, 0x01]).isUndecided)
        #expect(transcript.verify(dataGroup14: try SecurityInfos([]).dataGroup14()).isRefutation)
        let weaker = try Self.image(.curve(.brainpoolP256r1), .tripleDES)
        let result = transcript.verify(dataGroup14: weaker.file(.dg14)?.bytes)
        #expect(result == .refuted("EF.DG14 has no key with this number for this protocol."))
        let key = ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: [0x30, 0x00])
        let strange = SecurityInfos([
            .chipAuthenticationPublicKey(key), .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128)),
        ])
        #expect(transcript.verify(dataGroup14: try strange.dataGroup14()).isUndecided)
    }

    @Test("BSI's worked example: by the published keys, what is protected under the published secret is the chip's")
    func published() throws {
        let example = try WorkedExample("chip-authentication-ecdh", in: "bsi-eac")
        // AlgorithmIdentifier with the standardised id 13, then the published point (TR-03110-3 §A.2.1.1).
        let identifier = try #require(ObjectIdentifier("0.4.0.127.0.7.1.2"))
        let info = BERTLV(
            0x30,
            [
                BERTLV(0x30, [identifier.object, BERTLV(0x02, [13])]),
                BERTLV(0x03, [0x00] + (try example.bytes("PK_PICC"))),
            ]
        ).serialized()
        let infos = SecurityInfos([
            .chipAuthenticationPublicKey(ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: info)),
            .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128)),
        ])
        // What a chip answers under the published secret: 9000 alone, counted as the second message.
        var session = try SecureMessagingSession(
            cipher: .aes128, sharedSecret: SecretBytes(example.bytes("K")))
        session.incrementCounter()
        session.incrementCounter()
        let status = BERTLV(0x99, [0x90, 0x00]).serialized()
        let code = try session.authenticationCode(SymmetricCipher.aes128.pad(status))
        let transcript = ChipAuthenticationTranscript(
            protocol: ObjectIdentifier(octets: ChipAuthenticationInfo(.ecdh, .aes128).objectIdentifier), keyID: nil,
            terminalPrivateKey: SecretBytes(try example.bytes("SK_PCD")),
            answer: ResponseAPDU(data: status + BERTLV(0x8E, code).serialized(), status: .success),
            sendSequenceCounter: session.sendSequenceCounter)
        #expect(transcript.verify(dataGroup14: try infos.dataGroup14()) == .proven)
    }

    @Test("appendix D's protected answers carry the MAC that the check of transcripts computes")
    func publishedAnswers() throws {
        let example = try WorkedExample("appendix-d")
        var session = SecureMessagingSession(
            cipher: .tripleDES, encryptionKey: SecretBytes(try example.bytes("KS_Enc")),
            authenticationKey: SecretBytes(try example.bytes("KS_MAC")), counter: try example.bytes("SSC"))
        for exchange in try #require(example.messaging) {
            session.incrementCounter()
            session.incrementCounter()
            let response = try ResponseAPDU(parsing: #require(Hex.bytes(exchange.response)))
            let answer = try ProtectedAnswer(parsing: response)
            let code = try SymmetricCipher.tripleDES.authenticationCode(
                session.sendSequenceCounter + SymmetricCipher.tripleDES.pad(answer.authenticated),
                key: SecretBytes(example.bytes("KS_MAC")))
            #expect(code == answer.code && answer.status == .success)
        }
    }
}
