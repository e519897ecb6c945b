import CardCrypto
package import LDS
package import SmartCard

/// Active Authentication: the chip signs a challenge with a key that cannot be read (Doc 9303-11 §6.1).
package struct ActiveAuthentication: Sendable {
    private let key: PublicKey
    private let digest: Digest?

    /// - Parameters:
    ///   - publicKeyInfo: SubjectPublicKeyInfo of EF.DG15.
    ///   - info: from EF.DG14, which an elliptic-curve key must have; without it the hash follows the key's size.
    package init(publicKeyInfo: [UInt8], info: ActiveAuthenticationInfo? = nil) throws {
        do { key = try PublicKey(subjectPublicKeyInfo: publicKeyInfo) } catch let error as CardCryptoError {
            throw EMRTDError(.unsupported, "Active Authentication: \(error.message)", fault: .station)
        }
        digest = try info.map { info in
            guard let digest = Self.digests[info.signatureAlgorithm.description] else {
                throw EMRTDError(
                    .unsupported, "Active Authentication with \(info.signatureAlgorithm)", fault: .station)
            }
            return digest
        }
    }

    /// What the chip answered, which with EF.DG15 is evidence for others as well.
    package struct Proof: Sendable, Hashable {
        package let challenge: [UInt8]
        package let signature: [UInt8]
        package let isValid: Bool
    }

    /// Octets of a challenge.
    package static let challengeLength = 8

    /// Sends a challenge and checks the answer. Throws where the chip refuses; a wrong signature is a result.
    ///
    /// - Parameter allowsExtended: the card takes extended APDUs; otherwise an answer longer than a short one comes in
    ///   pieces, or, where that fails, in an extended answer after all.
    package func perform(
        over channel: any CardChannel, challenge: [UInt8], allowsExtended: Bool = false
    ) async throws -> Proof {
        guard challenge.count == Self.challengeLength else {
            throw EMRTDError(.protocolViolation, "Active Authentication: a challenge has 8 bytes", fault: .station)
        }
        var command = CommandAPDU(0x00, 0x88, 0x00, 0x00, data: challenge, expectedLength: 256)
        if allowsExtended, key.bitCount > 1024 { command.expectedLength = 0x1_0000 }
        let answer = try await channel.transmit(command)
        guard answer.status == .success else {
            throw EMRTDError(.accessRefused, "Active Authentication: the chip refused", status: answer.status)
        }
        return Proof(
            challenge: challenge, signature: answer.data,
            isValid: try verifies(answer.data, challenge: challenge))
    }

    /// Whether a signature is the chip's answer to a challenge.
    package func verifies(_ signature: [UInt8], challenge: [UInt8]) throws -> Bool {
        guard key.isRSA else {
            return try key.verifies(signature, of: challenge, by: .ecdsa(digest ?? defaultDigest))
        }
        guard let representative = try key.recover(signature) else { return false }
        if try MessageRecovery.verify(representative, challenge: challenge) != nil { return true }
        // The other of the two forms that ISO/IEC 9796-2 annex A.4 allows.
        return try MessageRecovery.verify(key.complement(of: representative), challenge: challenge) != nil
    }

    private var defaultDigest: Digest {
        switch key.bitCount {
        case ..<224: .sha1
        case ..<256: .sha224
        case ..<384: .sha256
        case ..<512: .sha384
        default: .sha512
        }
    }

    /// ecdsa-plain-signatures of TR-03111 §5.2.1.
    private static let digests: [String: Digest] = [
        "0.4.0.127.0.7.1.1.4.1.1": .sha1, "0.4.0.127.0.7.1.1.4.1.2": .sha224, "0.4.0.127.0.7.1.1.4.1.3": .sha256,
        "0.4.0.127.0.7.1.1.4.1.4": .sha384, "0.4.0.127.0.7.1.1.4.1.5": .sha512,
    ]
}
