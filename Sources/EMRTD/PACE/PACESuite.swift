package import CardCrypto
package import LDS
import SmartCard

/// The calculations of PACE for one PACEInfo, the same on both sides and without I/O (Doc 9303-11 §4.4.3).
package struct PACESuite: Sendable {
    package let curve: EllipticCurve
    package let cipher: SymmetricCipher
    private let objectIdentifier: [UInt8]

    /// Throws `unsupported` for a mapping, agreement or parameter set that the station does not have.
    package init(_ info: PACEInfo) throws {
        guard info.protocol.mapping == .generic, info.protocol.agreement == .ecdh else {
            throw EMRTDError(.unsupported, "PACE variant \(info.protocol)", fault: .station)
        }
        guard let parameter = info.parameterID, let name = EllipticCurve.Name(standardizedParameter: parameter) else {
            throw EMRTDError(.unsupported, "PACE domain parameters", fault: .station)
        }
        curve = try EllipticCurve(name)
        cipher = SymmetricCipher(info.protocol.cipher)
        objectIdentifier = info.protocol.objectIdentifier
    }

    /// The nonce `s`, which only the right password decrypts.
    package func decryptNonce(_ encrypted: [UInt8], with password: Password) throws -> SecretBytes {
        guard encrypted.count == 16 || encrypted.count == 32 else {
            throw EMRTDError(.protocolViolation, "PACE: nonce of \(encrypted.count) bytes")
        }
        let iv = [UInt8](repeating: 0, count: cipher.blockSize)
        return SecretBytes(try cipher.decrypt(encrypted, key: password.paceKey(for: cipher), iv: iv))
    }

    /// The generic mapping `s · G + H` (Doc 9303-11 §4.4.3.3.1).
    package func mapGenerator(nonce: SecretBytes, own: ECKeyPair, other: ECPoint) throws -> ECPoint {
        try curve.mapGenerator(scalar: nonce, adding: own.agree(curve, with: other))
    }

    /// The other side's public key, checked.
    package func point(_ bytes: [UInt8]) throws -> ECPoint {
        do {
            return try curve.point(parsing: bytes)
        } catch {
            throw EMRTDError(.protocolViolation, "PACE: the other side's key is no point of the curve")
        }
    }

    /// Session keys from the shared secret of the second agreement.
    package func sessionKeys(_ sharedSecret: SecretBytes) throws -> Keys {
        Keys(
            cipher: cipher,
            encryption: try KeyDerivation.key(from: sharedSecret, .encryption, for: cipher),
            authentication: try KeyDerivation.key(from: sharedSecret, .authentication, for: cipher))
    }

    /// The authentication token over the other side's ephemeral key (Doc 9303-11 §4.4.3.4).
    package func token(over publicKey: ECPoint, key: SecretBytes) throws -> [UInt8] {
        var object = BERTLV(
            0x7F49, [BERTLV(0x06, objectIdentifier), BERTLV(0x86, publicKey.bytes)]
        ).serialized()
        if cipher == .tripleDES { object = SecureMessagingSession.pad(object, to: 8) }
        return try cipher.authenticationCode(object, key: key)
    }

    /// `KS_Enc` and `KS_MAC`.
    package struct Keys: Sendable {
        let cipher: SymmetricCipher
        package let encryption: SecretBytes
        package let authentication: SecretBytes

        package var session: SecureMessagingSession {
            SecureMessagingSession(cipher: cipher, encryptionKey: encryption, authenticationKey: authentication)
        }
    }
}
