package import CardCrypto

/// Chip Authentication Mapping: PACE proves the chip's static key on the way (Doc 9303-11 §4.4.3.5).
extension PACESuite {
    /// `A_IC` to `CA_IC`: decrypts the chip's authentication data of the last step.
    package func openChipAuthenticationData(_ encrypted: [UInt8], key: SecretBytes) throws -> SecretBytes {
        guard !encrypted.isEmpty, encrypted.count.isMultiple(of: cipher.blockSize), encrypted.count <= 256 else {
            throw EMRTDError(.protocolViolation, "PACE: chip authentication data of \(encrypted.count) bytes")
        }
        let padded = try cipher.decrypt(encrypted, key: key, iv: chipAuthenticationVector(key))
        guard let data = SymmetricCipher.unpad(padded) else {
            throw EMRTDError(.protocolViolation, "PACE: chip authentication data with wrong padding")
        }
        return SecretBytes(data)
    }

    /// `CA_IC` to `A_IC`, the card's direction.
    package func sealChipAuthenticationData(_ data: SecretBytes, key: SecretBytes) throws -> [UInt8] {
        let padded = cipher.pad(data.exposed())
        return try cipher.encrypt(padded, key: key, iv: chipAuthenticationVector(key))
    }

    /// `E(K_Enc, -1)`
    private func chipAuthenticationVector(_ key: SecretBytes) throws -> [UInt8] {
        let zero = [UInt8](repeating: 0, count: cipher.blockSize)
        return try cipher.encrypt([UInt8](repeating: 0xFF, count: cipher.blockSize), key: key, iv: zero)
    }
}
