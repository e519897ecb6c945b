import CardCrypto

/// Public keys that no chip may accept: bytes that are no element of the group, or one of an order too small.
struct InvalidElement: Sendable {
    let title: String
    let bytes: [UInt8]

    /// For the domain of a key agreement (TR-03111 §4.3.2, Doc 9303-11 §4.4.3).
    static func all(_ domain: any DomainParameters) throws -> [InvalidElement] {
        let generator = try domain.generator.bytes
        let zeros = [UInt8](repeating: 0, count: generator.count)
        let ones = [UInt8](repeating: 0xFF, count: generator.count)
        guard case .curve = domain.group else {
            return [
                InvalidElement(title: "0", bytes: zeros),
                InvalidElement(title: "1", bytes: zeros.dropLast() + [0x01]),
                InvalidElement(title: "greater than the prime", bytes: ones),
                InvalidElement(title: "empty", bytes: []),
            ]
        }
        return [
            InvalidElement(title: "the point (0, 0)", bytes: [0x04] + zeros.dropFirst()),
            InvalidElement(title: "coordinates greater than the prime", bytes: [0x04] + ones.dropFirst()),
            InvalidElement(
                title: "a point beside the curve", bytes: generator.dropLast() + [(generator.last ?? 0) ^ 0x01]),
            InvalidElement(title: "the point at infinity", bytes: [0x00]),
            InvalidElement(title: "a point that lost its last byte", bytes: generator.dropLast()),
            InvalidElement(title: "a point with a byte too many", bytes: generator + [0x00]),
            InvalidElement(title: "a point whose first byte is 05", bytes: [0x05] + generator.dropFirst()),
            InvalidElement(title: "empty", bytes: []),
        ]
    }

    /// All zero, which ISO7816_P_48 and _II_8 name.
    static func zero(_ domain: any DomainParameters) throws -> InvalidElement? { try all(domain).first }

    /// Greater than the prime.
    static func tooGreat(_ domain: any DomainParameters) throws -> InvalidElement? {
        try all(domain).first { $0.title.contains("greater") }
    }
}
