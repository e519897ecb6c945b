import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import SmartCard
import Testing
import VirtualCard

/// Whole cards, read by the station and judged again from what it kept.
@Suite("A chip's proofs, judged from evidence")
struct ChipProofsTests {
    private func read(_ image: CardImage, _ selection: DocumentReader.Selection = .all) async throws -> DocumentReading
    {
        try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)], selection: selection).read()
    }

    @Test("a genuine chip is proven by both protocols, to others by the one that signs")
    func genuine() async throws {
        let reading = try await read(TestCard.image(), .only([.dg1, .dg15]))
        let proofs = reading.evidence.proofs(in: reading.files)
        #expect(proofs.chipAuthentication == .proven && proofs.activeAuthentication == .proven)
        #expect(proofs.isProven && proofs.isProvenToOthers && !proofs.isRefuted && !proofs.isByMapping)
        #expect(ChipAuthenticationTranscript.isDeniable && MappingTranscript.isDeniable)
        #expect(!ActiveAuthenticationProof.isDeniable)
    }

    @Test("a clone without the keys is refuted, and a transcript put beside its failure does not help it")
    func clone() async throws {
        let image = try TestCard.image()
        let original = try await read(image, .only([.dg1, .dg15]))
        var copy = image
        try copy.forgetChipKey()
        let reading = try await read(copy, .only([.dg1, .dg15]))
        #expect(reading.agreement == nil && reading.chipAuthentication.word == "failed")
        let proofs = reading.evidence.proofs(in: reading.files)
        #expect(proofs.isRefuted && !proofs.isProven)

        var dressed = reading.evidence
        dressed.chipAuthenticationTranscript = original.agreement
        #expect(dressed.proofs(in: reading.files).chipAuthentication.isRefutation)
        var claimed = reading.evidence
        claimed.chipAuthentication = RecordedOutcome(.passed)
        claimed.activeAuthentication = RecordedOutcome(.passed)
        claimed.activeAuthenticationProof = nil
        let undecided = claimed.proofs(in: reading.files)
        #expect(undecided.chipAuthentication.isUndecided && undecided.activeAuthentication.isUndecided)
        claimed.activeAuthentication = RecordedOutcome(.notOffered)
        let hidden = claimed.proofs(in: original.files).activeAuthentication
        #expect(hidden.reason?.contains("EF.DG15 offers") == true)
    }

    @Test("another chip's EF.DG14 or EF.DG15 refutes the proofs that rest on it")
    func swapped() async throws {
        let reading = try await read(TestCard.image(), .only([.dg1, .dg15]))
        let other = try CardImage.cccd2021(SyntheticCitizen(seed: 8), by: TestCard.country.get(), at: TestCard.time)
        for file in [ElementaryFile.dg14, .dg15] {
            let files = reading.files.filter { $0.file != file } + [try #require(other.file(file))]
            let proofs = reading.evidence.proofs(in: files)
            #expect(proofs.chipAuthentication.isRefutation == (file == .dg14))
            #expect(proofs.activeAuthentication.isRefutation == (file == .dg15))
        }
        let gone = reading.evidence.proofs(in: [])
        #expect(gone.chipAuthentication.isUndecided && gone.activeAuthentication.isUndecided)
    }

    @Test("a bit that was changed in challenge or signature refutes Active Authentication, whatever the key")
    func signatures() async throws {
        let rsa = try PrivateKey.generate(.rsa(bits: 1024))
        let ec = try PrivateKey.generate(.ec(.p256))
        for key in [rsa, ec] {
            var image = try TestCard.image()
            image.replace(.dg15, BERTLV(0x6F, try key.publicKeyInfo()).serialized())
            image.activeAuthenticationKey = CardImage.SigningKey(key, trailer: .sha256)
            let reading = try await read(image, .only([.dg15]))
            let proof = try #require(reading.signature)
            let dataGroup15 = reading.bytes(.dg15)
            #expect(proof.verify(dataGroup15: dataGroup15, dataGroup14: nil) == .proven)
            for index in 0..<(proof.challenge.count + proof.signature.count) * 8 {
                var bytes = proof.challenge + proof.signature
                bytes[index / 8] ^= 1 << (index % 8)
                let changed = ActiveAuthenticationProof(
                    challenge: Array(bytes.prefix(8)), signature: Array(bytes.dropFirst(8)))
                #expect(changed.verify(dataGroup15: dataGroup15, dataGroup14: nil).isRefutation)
            }
            let short = ActiveAuthenticationProof(challenge: proof.challenge, signature: [])
            #expect(short.verify(dataGroup15: dataGroup15, dataGroup14: nil).isRefutation)
            #expect(proof.verify(dataGroup15: [0x6F], dataGroup14: nil).isUndecided)
        }
    }

    @Test("both forms of an RSA signature that ISO/IEC 9796-2 allows are the chip's")
    func complements() throws {
        let key = try PrivateKey.generate(.rsa(bits: 1024))
        let info = try key.publicKeyInfo()
        let dataGroup15 = BERTLV(0x6F, info).serialized()
        let challenge: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        let nonce = [UInt8](repeating: 0x5A, count: MessageRecovery.nonceLength(count: 128, trailer: .sha256))
        let representative = try MessageRecovery.compose(
            nonce: nonce, challenge: challenge, trailer: .sha256, count: 128)
        let signature = try key.signRepresentative(representative)
        let other = try PublicKey(subjectPublicKeyInfo: info).complement(of: signature)
        #expect(other != signature)
        for form in [signature, other] {
            let proof = ActiveAuthenticationProof(challenge: challenge, signature: form)
            #expect(proof.verify(dataGroup15: dataGroup15, dataGroup14: nil) == .proven)
        }
    }

    @Test("Chip Authentication Mapping is proven by EF.CardSecurity, and by no other card's")
    func mapping() async throws {
        let offer = PACEInfo(PACEProtocol(.chipAuthentication, .ecdh, .aes128), parameterID: 13)
        func security(_ key: PrivateKey) throws -> RawFile {
            let info = ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: try key.publicKeyInfo())
            return try TestCard.country.get().cardSecurity(
                SecurityInfos([.pace(offer), .chipAuthenticationPublicKey(info)]), at: TestCard.time)
        }
        let key = try PrivateKey.generate(.ec(.brainpoolP256r1))
        var image = try TestCard.image()
        image.replace(.cardAccess, try SecurityInfos([.pace(offer)]).serialized())
        image.replace(.cardSecurity, try security(key).bytes)
        image.chipAuthenticationKeys = [try CardImage.ChipKey(key)]
        let reading = try await read(image, .only([.dg1]))
        let proofs = reading.evidence.proofs(in: reading.files)
        #expect(proofs.chipAuthentication == .proven && proofs.isByMapping && reading.agreement == nil)

        let other = try security(.generate(.ec(.brainpoolP256r1)))
        let swapped = reading.files.filter { $0.file != .cardSecurity } + [other]
        #expect(reading.evidence.proofs(in: swapped).chipAuthentication.isRefutation)
        let missing = reading.files.filter { $0.file != .cardSecurity }
        #expect(reading.evidence.proofs(in: missing).chipAuthentication.isUndecided)
    }

    @Test("Worked example I.1: the published mapping proves the published key, and no changed one does")
    func publishedMapping() throws {
        let example = try WorkedExample("appendix-i1")
        let info = BERTLV(0x31, try example.bytes("ChipAuthenticationPublicKeyInfo")).serialized()
        let infos = try SecurityInfos(parsing: info)
        let (point, data) = (try example.bytes("PK_Map.IC"), try example.bytes("CA_IC"))
        func result(_ point: [UInt8], _ data: [UInt8]) -> ChipProofResult {
            MappingTranscript(mappingKey: point, chipAuthenticationData: SecretBytes(data)).verify(cardSecurity: infos)
        }
        #expect(result(point, data) == .proven)
        for bit in 0..<point.count * 8 {
            var changed = point
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(result(changed, data).isRefutation)
        }
        for bit in 0..<data.count * 8 {
            var changed = data
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(result(point, changed).isRefutation)
        }
        #expect(result([], data).isRefutation && result(point, []).isRefutation)
    }

    @Test("a chip that answers nothing under the new keys has proven nothing, though no file is left to read")
    func nothingLeftToRead() async throws {
        // In the first session it refuses Chip Authentication, shows all files and ends the session at the locked one; in
        // the second it accepts any key.
        var first = try TestCard.image()
        first.chipAuthenticationKeys = []
        var second = try TestCard.image()
        try second.forgetChipKey()
        let length = try await read(first).total.exchanges
        let card = TwoFacedCard(first, second, endsAt: length)
        let reading = try await DocumentReader(card, passwords: [.can(first.can)]).read()
        #expect(reading.file(.dg2) != nil && reading.refused[.dg3] != nil)
        #expect(await card.sessions > 1)
        #expect(reading.chipAuthentication.word == "failed" && reading.agreement == nil)
    }

    @Test("a session that was torn leaves the transcript of the one that was confirmed last")
    func torn() async throws {
        let image = try TestCard.image()
        let card = TwoFacedCard(image, image, leavesAfter: 40)
        let policy = ReadingPolicy(patienceForReturn: .seconds(1))
        let reading = try await DocumentReader(card, passwords: [.can(image.can)], policy: policy).read()
        #expect(await card.sessions == 2)
        #expect(reading.agreement?.verify(dataGroup14: image.file(.dg14)?.bytes) == .proven)
    }
}

/// A card that is another after its first reset.
private actor TwoFacedCard: ResettableChannel {
    nonisolated let limits = ChannelLimits.short
    private var face: VirtualCard
    private let next: VirtualCard
    private let leavesAfter: Int?
    private let endsAt: Int?
    private var commands = 0
    private(set) var sessions = 1

    /// - Parameters:
    ///   - leavesAfter: so many commands, in the first session.
    ///   - endsAt: this command of the first session is answered in plain.
    init(_ first: CardImage, _ second: CardImage, leavesAfter: Int? = nil, endsAt: Int? = nil) {
        face = VirtualCard(first)
        next = VirtualCard(second)
        self.leavesAfter = leavesAfter
        self.endsAt = endsAt
    }

    func reset(waiting _: Duration) async {
        sessions += 1
        face = next
        await face.reset()
    }

    func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        commands += 1
        if sessions == 1, commands == endsAt { return ResponseAPDU(status: .securityStatusNotSatisfied) }
        if sessions == 1, let leavesAfter, commands > leavesAfter {
            throw SmartCardError(.cardRemoved, "the card was lifted")
        }
        return try await face.transmit(command)
    }
}
