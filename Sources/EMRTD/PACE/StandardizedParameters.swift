package import CardCrypto
package import LDS
import SmartCard

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

    /// The group that an AlgorithmIdentifier describes (Doc 9303-11 §9.5.2): by a standardised id, by a curve's name,
    /// or by explicit numbers that equal a known group. nil for anything else.
    package init?(algorithmIdentifier der: [UInt8]) {
        guard let parts = try? BERTLV(parsing: der).children(), parts.count == 2, parts[0].tag == 0x06 else {
            return nil
        }
        switch ObjectIdentifier(octets: parts[0].value) {
        case Self.standardizedDomainParameters: self.init(standardizedAlgorithm: der)
        case Self.ecPublicKey:
            guard let curve = EllipticCurve.Name(parameters: parts[1].serialized()) else { return nil }
            self = .curve(curve)
        case Self.dhPublicNumber:
            guard let numbers = try? parts[1].children(), numbers.count >= 2,
                let group = PrimeGroup.Name(prime: numbers[0].value, base: numbers[1].value)
            else { return nil }
            self = .prime(group)
        default: return nil
        }
    }

    /// The group of an AlgorithmIdentifier that holds an id of the table and nothing else.
    init?(standardizedAlgorithm der: [UInt8]) {
        guard let parts = try? BERTLV(parsing: der).children(), parts.count == 2, parts[0].tag == 0x06,
            ObjectIdentifier(octets: parts[0].value) == Self.standardizedDomainParameters, parts[1].tag == 0x02,
            parts[1].value.count == 1
        else { return nil }
        self.init(standardizedParameter: Int(parts[1].value[0]))
    }

    private static let standardizedDomainParameters = ObjectIdentifier("0.4.0.127.0.7.1.2")
    private static let ecPublicKey = ObjectIdentifier("1.2.840.10045.2.1")
    private static let dhPublicNumber = ObjectIdentifier("1.2.840.10046.2.1")
}

extension SymmetricCipher {
    /// The cipher that a security info names.
    package init(_ suite: CipherSuite) {
        self =
            switch suite {
            case .tripleDES: .tripleDES
            case .aes128: .aes128
            case .aes192: .aes192
            case .aes256: .aes256
            }
    }
}
