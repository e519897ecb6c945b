extension DomainParametersName {
    /// The group with an id of Doc 9303-11 table 5; nil for reserved ids.
    package init?(standardizedParameter id: Int) {
        guard let name = Self.standardized[id] else { return nil }
        self = name
    }

    /// Table 5.
    package static let standardized: [Int: DomainParametersName] = [
        0: .prime(.modp1024q160), 1: .prime(.modp2048q224), 2: .prime(.modp2048q256),
        8: .curve(.p192), 9: .curve(.brainpoolP192r1), 10: .curve(.p224), 11: .curve(.brainpoolP224r1),
        12: .curve(.p256), 13: .curve(.brainpoolP256r1), 14: .curve(.brainpoolP320r1), 15: .curve(.p384),
        16: .curve(.brainpoolP384r1), 17: .curve(.brainpoolP512r1), 18: .curve(.p521),
    ]
}
