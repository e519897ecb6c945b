import CardCrypto
import DocumentPKI
import EMRTD
import FoundationEssentials
import LDS
import Synchronization
import Testing
import VirtualCard

@testable import Registry

@Suite("A chip's presence, bound to a record's claims")
struct PresenceProofTests {
    private let claims = ContentDigest(of: Array("claims".utf8))
    private let image: CardImage

    init() throws {
        let folder = TemporaryFolder()
        let country = try DemoCountry.create(in: folder.path, at: Date())
        image = try CardImage.cccd2021(SyntheticCitizen(seed: 4), by: country, at: Date())
    }

    private func file(_ file: ElementaryFile, of image: CardImage) -> [UInt8]? { image.file(file)?.bytes }

    private func verify(_ proof: PresenceProof, for claims: ContentDigest) -> ChipProofResult {
        proof.verify(
            claims: claims, dataGroup14: file(.dg14, of: image), dataGroup15: file(.dg15, of: image))
    }

    @Test("Active Authentication over the claims' challenge: proven for them and for no others")
    func activeAuthentication() async throws {
        let reading = try await DocumentReader(
            VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg15]),
            challenge: PresenceChallenge(claims: claims).octets
        ).read()
        let signature = try #require(reading.activeAuthenticationProof?.signature)
        let proof = try PresenceProof(json: PresenceProof.activeAuthentication(signature: signature).json)
        #expect(verify(proof, for: claims) == .proven)
        #expect(verify(proof, for: ContentDigest(of: [])) != .proven)
        #expect(proof.verify(claims: claims, dataGroup14: nil, dataGroup15: nil) != .proven)
    }

    @Test("Chip Authentication with a key that follows from the claims: proven for them and for no others")
    func chipAuthentication() async throws {
        let salt = try randomBytes(PresenceChallenge.saltLength)
        let transcript = try await transcript(salt: salt)
        let proof = try PresenceProof(json: PresenceProof.chipAuthentication(transcript, salt: salt).json)
        #expect(verify(proof, for: claims) == .proven)
        for (salt, claims) in [(salt, ContentDigest(of: [])), ([UInt8](repeating: 0, count: 32), claims)] {
            guard case .refuted = verify(.chipAuthentication(transcript, salt: salt), for: claims) else {
                Issue.record("a key that does not follow from the claims was taken")
                continue
            }
        }
    }

    @Test("of random keys no run is taken, however right it is")
    func unbound() async throws {
        let reading = try await DocumentReader(
            VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg1])
        ).read()
        let run = try #require(reading.chipAuthenticationTranscript)
        let proof = PresenceProof.chipAuthentication(
            ChipAuthenticationTranscript(run), salt: [UInt8](repeating: 7, count: 32))
        #expect(verify(proof, for: claims) != .proven)
    }

    @Test(
        "what is no proof of a known form is refused",
        arguments: [
            .null, [:], ["kind": "word-of-honour"], ["kind": "active-authentication"],
            ["kind": "active-authentication", "signature": ""],
            ["kind": "active-authentication", "signature": "00", "more": 1],
            ["kind": "chip-authentication", "salt": "00", "transcript": [:]],
        ] as [JSONValue])
    func malformed(json: JSONValue) {
        #expect(throws: RegistryError.self) { try PresenceProof(json: json) }
    }

    /// As a station makes it for a card that cannot sign.
    private func transcript(salt: [UInt8]) async throws -> ChipAuthenticationTranscript {
        let challenge = PresenceChallenge(claims: claims)
        let next = Mutex<UInt8>(0)
        var randomness = Randomness.system
        randomness.keyPair = { domain, generator in
            let index = next.withLock { index in
                defer { index += 1 }
                return index
            }
            return try AgreementKeyPair(
                domain, generator: generator, privateKey: challenge.privateKey(salt: salt, index: index))
        }
        let reading = try await DocumentReader(
            VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg1]), randomness: randomness
        ).read()
        return ChipAuthenticationTranscript(try #require(reading.chipAuthenticationTranscript))
    }
}

extension ChipAuthenticationTranscript {
    fileprivate init(_ run: ChipAuthentication.Transcript) {
        self.init(
            protocol: ObjectIdentifier(octets: run.objectIdentifier), keyID: run.keyID,
            terminalPrivateKey: run.terminalPrivateKey, answer: run.answer,
            sendSequenceCounter: run.sendSequenceCounter)
    }
}
