import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import Registry
import Synchronization

extension Desk {
    /// Lets the chip of this document prove that it is there now: it signs a challenge that follows from the claims, or, where
    /// it cannot sign, agrees on keys with one that does. Whether the proof holds is for the session and the registry to
    /// say.
    func prove(
        _ claims: ContentDigest, with document: VerifiedDocument, in reader: String?
    ) async throws -> PresenceProof {
        let challenge = PresenceChallenge(claims: claims)
        let salt = try randomBytes(PresenceChallenge.saltLength)
        var request = Request(
            passwords: [try .mrz(information: document.mrz.accessKeyInformation)], reader: reader, waiting: .seconds(5),
            selection: .only([.dg15]), challenge: challenge.octets)
        if document.file(.dg15) == nil { request.keyPair = Self.keys(for: challenge, salt: salt) }
        let reading = try await read(request) { _ in }.document
        if let proof = reading.activeAuthenticationProof {
            return .activeAuthentication(signature: proof.signature)
        }
        if let transcript = ChipEvidence(reading).chipAuthenticationTranscript {
            return .chipAuthentication(transcript, salt: salt)
        }
        throw Failure(
            .cardOrReaderFailed, code: "presence-not-proved", "the chip did not prove its presence",
            remedy: "Leave the card on the reader until the record is signed, and sign again.")
    }

    private static func keys(
        for challenge: PresenceChallenge, salt: [UInt8]
    ) -> @Sendable (any DomainParameters, GroupElement) throws -> AgreementKeyPair {
        let next = Mutex<UInt8>(0)
        return { domain, generator in
            let index = next.withLock { index in
                defer { index &+= 1 }
                return index
            }
            return try AgreementKeyPair(
                domain, generator: generator, privateKey: challenge.privateKey(salt: salt, index: index))
        }
    }
}
