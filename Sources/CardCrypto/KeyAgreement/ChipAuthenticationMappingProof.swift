/// What a chip said of its static key within PACE with Chip Authentication Mapping (Doc 9303-11 §4.4.3.5); it counts
/// once the key is known to be the state's.
package struct ChipAuthenticationMappingProof: Sendable {
    private let domain: any DomainParameters
    /// `PK_Map,IC`
    package let mappingKey: GroupElement
    /// `CA_IC`
    package let data: SecretBytes

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
