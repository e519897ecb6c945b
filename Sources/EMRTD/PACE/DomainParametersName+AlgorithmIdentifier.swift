package import CardCrypto
import LDS
import SmartCard

extension DomainParametersName {
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

    /// The group of an AlgorithmIdentifier that holds an id of Doc 9303-11 table 5 and nothing else.
    private init?(standardizedAlgorithm der: [UInt8]) {
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
