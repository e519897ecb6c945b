package import CardCrypto
package import LDS

/// What a chip said of its static key within PACE with Chip Authentication Mapping (Doc 9303-11 §4.4.3.5).
///
/// It is deniable: whoever knows the chip's public key can choose the data and make the mapping key that fits. It convinces
/// one who trusts the station that they came from a run of PACE, and nobody else.
package struct MappingTranscript: Sendable {
    /// `PK_Map,IC`, an uncompressed point.
    package let mappingKey: [UInt8]
    /// `CA_IC`, decrypted.
    package let chipAuthenticationData: SecretBytes

    /// Whether it convinces only one who trusts the station.
    package static let isDeniable = true

    package init(mappingKey: [UInt8], chipAuthenticationData: SecretBytes) {
        self.mappingKey = mappingKey
        self.chipAuthenticationData = chipAuthenticationData
    }

    /// Checks the data by the keys in EF.CardSecurity.
    ///
    /// - Parameter cardSecurity: what the file signs, nil where it was not read or is not sound.
    package func verify(cardSecurity: SecurityInfos?) -> ChipProofResult {
        guard let cardSecurity else { return .notVerifiable("EF.CardSecurity with the chip's key is not there.") }
        let infos = cardSecurity.chipAuthenticationPublicKeys
        let keys = infos.compactMap { try? AgreementPublicKeyInfo.parse($0.subjectPublicKeyInfo) }
        if keys.isEmpty, !infos.isEmpty {
            return .notVerifiable("The chip's keys in EF.CardSecurity are of a kind that is not supported here.")
        }
        let isProven = keys.contains { domain, key in
            guard let mapped = try? domain.element(parsing: mappingKey) else { return false }
            return ChipAuthenticationMappingProof(
                domain: domain, mappingKey: mapped, data: chipAuthenticationData
            ).proves(key)
        }
        return isProven ? .proven : .refuted("What the chip said within PACE does not fit a key in EF.CardSecurity.")
    }

    /// Checks the data by the file as it was read. Its signature is looked at, its signer is not.
    package func verify(cardSecurityFile file: [UInt8]?) -> ChipProofResult {
        let content = file.flatMap { try? SignedData.verify($0).content }
        return verify(cardSecurity: content.flatMap { try? SecurityInfos(parsing: $0, in: "EF.CardSecurity") })
    }
}
