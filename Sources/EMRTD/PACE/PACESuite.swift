package import CardCrypto
package import LDS
import SmartCard

/// The calculations of PACE for one PACEInfo, the same on both sides and without I/O (Doc 9303-11 §4.4.3).
package struct PACESuite: Sendable {
    package let domain: any DomainParameters
    package let cipher: SymmetricCipher
    package let mapping: PACEProtocol.Mapping
    let objectIdentifier: [UInt8]

    /// Throws `unsupported` for parameters that are not those of a standardised group.
    ///
    /// - Parameter infos: where an id that is not in the standard's table is looked up.
    package init(_ info: PACEInfo, in infos: SecurityInfos = SecurityInfos([])) throws {
        guard let name = Self.group(of: info, in: infos) else {
            throw EMRTDError(.unsupported, "PACE domain parameters", fault: .station)
        }
        switch (info.protocol.agreement, name) {
        // The point encoding needs a prime that leaves 3 modulo 4 (Appendix B.2).
        case (.ecdh, .curve(let curve)) where info.protocol.mapping != .integrated || curve != .p224: break
        case (.dh, .prime): break
        default: throw EMRTDError(.unsupported, "PACE variant \(info.protocol) over \(name)", fault: .station)
        }
        domain = try name.parameters()
        cipher = try SymmetricCipher(suite: info.protocol.cipher.rawValue)
        mapping = info.protocol.mapping
        objectIdentifier = info.protocol.objectIdentifier
    }

    /// The group of an offer; nil where it is no standardised one.
    static func group(of info: PACEInfo, in infos: SecurityInfos) -> DomainParametersName? {
        if let id = info.parameterID, let name = DomainParametersName(standardizedParameter: id) { return name }
        let explicit = infos.paceDomainParameters.filter {
            $0.agreement == info.protocol.agreement && $0.mapping == info.protocol.mapping
                && $0.parameterID == info.parameterID
        }
        guard explicit.count == 1, let only = explicit.first else { return nil }
        return DomainParametersName(algorithmIdentifier: only.domainParameter)
    }

    /// The nonce `s`, which only the right password decrypts. The card chooses its length: whole blocks of the cipher
    /// (Doc 9303-11 §4.4.3.3), with 3DES a single one of 8 octets as well.
    package func decryptNonce(_ encrypted: [UInt8], with password: Password) throws -> SecretBytes {
        guard !encrypted.isEmpty, encrypted.count <= 32, encrypted.count.isMultiple(of: cipher.blockSize) else {
            throw EMRTDError(.protocolViolation, "PACE: nonce of \(encrypted.count) bytes")
        }
        let iv = [UInt8](repeating: 0, count: cipher.blockSize)
        return SecretBytes(try cipher.decrypt(encrypted, key: password.paceKey(for: cipher), iv: iv))
    }

    /// The generic mapping `s · G + H`, which Chip Authentication Mapping uses as well (Doc 9303-11 §4.4.3.3.1).
    package func mapGenerator(
        nonce: SecretBytes, own: AgreementKeyPair, other: GroupElement
    ) throws -> GroupElement {
        try domain.mapGenerator(nonce: nonce, adding: own.agree(domain, with: other))
    }

    /// The other side's public key, checked.
    package func element(_ bytes: [UInt8]) throws -> GroupElement {
        do {
            return try domain.element(parsing: bytes)
        } catch {
            throw EMRTDError(.protocolViolation, "PACE: the other side's key is outside of \(domain.group)")
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
    package func token(over publicKey: GroupElement, key: SecretBytes) throws -> [UInt8] {
        let tag: BERTag = if case .curve = publicKey.group { 0x86 } else { 0x84 }
        var object = BERTLV(
            0x7F49, [BERTLV(0x06, objectIdentifier), BERTLV(tag, publicKey.bytes)]
        ).serialized()
        if cipher == .tripleDES { object = cipher.pad(object) }
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
