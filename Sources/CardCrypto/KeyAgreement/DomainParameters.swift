/// The group in which two sides agree on a key: an elliptic curve or a prime-order subgroup of the integers modulo a
/// prime (Doc 9303-11 §9.5, TR-03110-3 §A.2). PACE and Chip Authentication run over either.
package protocol DomainParameters: Sendable {
    /// Which group this is; two elements belong together where it is the same.
    var group: DomainParametersName { get }
    /// The standard's base point or generator.
    var generator: GroupElement { get throws }
    /// Octets of a private key.
    var scalarLength: Int { get }

    /// Checks that bytes are an element of the right order and not the neutral one.
    func element(parsing bytes: [UInt8]) throws -> GroupElement

    /// A uniformly drawn private key, 1 ..< order.
    func randomScalar() throws -> SecretBytes

    /// `scalar · point`, or `element ^ scalar`.
    func raise(_ element: GroupElement, to scalar: SecretBytes) throws -> GroupElement

    /// What both sides compute: the point's x coordinate (TR-03111 §4.3.1), or the element itself, at full length.
    func sharedSecret(_ element: GroupElement, _ scalar: SecretBytes) throws -> SecretBytes

    /// The generic mapping: `s · G + H`, or `g^s · h` (Doc 9303-11 §4.4.3.3.1).
    func mapGenerator(nonce: SecretBytes, adding shared: GroupElement) throws -> GroupElement

    /// The integrated mapping's `f_G` of a pseudo-random number (Doc 9303-11 §4.4.3.3.2).
    func mapGenerator(pseudorandom: SecretBytes) throws -> GroupElement

    /// Octets of the field's prime, which the integrated mapping's pseudo-random function must cover.
    var fieldBitCount: Int { get }
}

/// Which standardised group.
package enum DomainParametersName: Sendable, Hashable, CustomStringConvertible {
    case curve(EllipticCurve.Name)
    case prime(PrimeGroup.Name)

    /// From ``description``.
    package init?(_ text: String) {
        if let curve = EllipticCurve.Name(rawValue: text) {
            self = .curve(curve)
        } else if let group = PrimeGroup.Name(rawValue: text) {
            self = .prime(group)
        } else {
            return nil
        }
    }

    /// Bits of security: half a curve's size; for the prime groups what NIST SP 800-57 gives their modulus.
    package var strength: Int {
        switch self {
        case .curve(let name): name.bitCount / 2
        case .prime(let name): name.strength
        }
    }

    /// The group.
    package func parameters() throws -> any DomainParameters {
        switch self {
        case .curve(let name): try EllipticCurve(name)
        case .prime(let name): try PrimeGroup(name)
        }
    }

    package var description: String {
        switch self {
        case .curve(let name): name.rawValue
        case .prime(let name): name.rawValue
        }
    }
}
