package import CardCrypto
import SmartCard

/// Chip Authentication Mapping: PACE proves the chip's static key on the way (Doc 9303-11 §4.4.3.5).
extension PACESuite {
    /// `A_IC` to `CA_IC`: decrypts the chip's authentication data of the last step.
    package func openChipAuthenticationData(_ encrypted: [UInt8], key: SecretBytes) throws -> SecretBytes {
        guard !encrypted.isEmpty, encrypted.count.isMultiple(of: cipher.blockSize), encrypted.count <= 256 else {
            throw EMRTDError(.protocolViolation, "PACE: chip authentication data of \(encrypted.count) bytes")
        }
        let padded = try cipher.decrypt(encrypted, key: key, iv: chipAuthenticationVector(key))
        return SecretBytes(try SecureMessagingSession.unpad(padded))
    }

    /// `CA_IC` to `A_IC`, the card's direction.
    package func sealChipAuthenticationData(_ data: SecretBytes, key: SecretBytes) throws -> [UInt8] {
        let padded = SecureMessagingSession.pad(data.exposed(), to: cipher.blockSize)
        return try cipher.encrypt(padded, key: key, iv: chipAuthenticationVector(key))
    }

    /// `E(K_Enc, -1)`
    private func chipAuthenticationVector(_ key: SecretBytes) throws -> [UInt8] {
        let zero = [UInt8](repeating: 0, count: cipher.blockSize)
        return try cipher.encrypt([UInt8](repeating: 0xFF, count: cipher.blockSize), key: key, iv: zero)
    }
}

/// What a chip said of its static key within PACE; it counts once the key is known to be the state's.
package struct ChipAuthenticationMappingProof: Sendable {
    let domain: any DomainParameters
    let mappingKey: GroupElement
    /// `CA_IC`
    let data: SecretBytes

    package init(domain: any DomainParameters, mappingKey: GroupElement, data: SecretBytes) {
        self.domain = domain
        self.mappingKey = mappingKey
        self.data = data
    }

    /// Whether the chip holds the private half of a key in EF.CardSecurity: `CA_IC · PK_IC = PK_Map,IC`.
    package func proves(_ key: GroupElement) -> Bool {
        guard key.group == domain.group, let product = try? domain.raise(key, to: data) else { return false }
        return product == mappingKey
    }
}
