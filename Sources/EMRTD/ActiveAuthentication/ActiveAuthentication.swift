import CardCrypto
package import LDS
package import SmartCard

/// Active Authentication: the chip signs a challenge with a key that cannot be read (Doc 9303-11 §6.1).
package struct ActiveAuthentication: Sendable {
    private let verifier: ActiveAuthenticationVerifier

    /// - Parameters:
    ///   - publicKeyInfo: SubjectPublicKeyInfo of EF.DG15.
    ///   - info: from EF.DG14, which an elliptic-curve key must have; without it the hash follows the key's size.
    package init(publicKeyInfo: [UInt8], info: ActiveAuthenticationInfo? = nil) throws {
        do {
            verifier = try ActiveAuthenticationVerifier(
                subjectPublicKeyInfo: publicKeyInfo, signatureAlgorithm: info?.signatureAlgorithm.octets)
        } catch let error as CardCryptoError {
            throw EMRTDError(.unsupported, "Active Authentication: \(error.message)", fault: .station)
        }
    }

    /// What the chip answered, which with EF.DG15 is evidence for others as well.
    package struct Proof: Sendable, Hashable {
        package let challenge: [UInt8]
        package let signature: [UInt8]
        package let isValid: Bool
    }

    /// Sends a challenge and checks the answer. Throws where the chip refuses; a wrong signature is a result.
    ///
    /// - Parameter allowsExtended: the card takes extended APDUs; otherwise an answer longer than a short one comes in
    ///   pieces, or, where that fails, in an extended answer after all.
    package func perform(
        over channel: any CardChannel, challenge: [UInt8], allowsExtended: Bool = false
    ) async throws -> Proof {
        guard challenge.count == ActiveAuthenticationVerifier.challengeLength else {
            throw EMRTDError(.protocolViolation, "Active Authentication: a challenge has 8 bytes", fault: .station)
        }
        var command = CommandAPDU(0x00, 0x88, 0x00, 0x00, data: challenge, expectedLength: 256)
        if allowsExtended, verifier.bitCount > 1024 { command.expectedLength = 0x1_0000 }
        let answer = try await channel.transmit(command)
        guard answer.status == .success else {
            throw EMRTDError(.accessRefused, "Active Authentication: the chip refused", status: answer.status)
        }
        return Proof(
            challenge: challenge, signature: answer.data,
            isValid: try verifier.verifies(answer.data, challenge: challenge))
    }
}
