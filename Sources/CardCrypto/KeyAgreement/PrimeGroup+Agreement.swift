internal import COpenSSL

extension PrimeGroup: DomainParameters {
    package var group: DomainParametersName { .prime(name) }
    package var fieldBitCount: Int { prime.bitCount }
    package var scalarLength: Int { order.byteCount }

    package var generator: GroupElement {
        get throws { GroupElement(group: group, bytes: try base.bytes(count: prime.byteCount)) }
    }

    /// Checks `1 < y < p - 1` and `y^q = 1`, so that nobody leads the agreement into a small subgroup
    /// (RFC 2631 §2.1.5). Leading zeros may be there up to the prime's length, or be left out.
    package func element(parsing bytes: [UInt8]) throws -> GroupElement {
        guard (1...prime.byteCount).contains(bytes.count) else {
            throw CardCryptoError(.invalidPoint, "element of \(bytes.count) bytes in \(group)")
        }
        let y = try BigNumber(bytes)
        guard !y.isZero, !y.isOne, y.compared(to: try prime.subtracting(1)) < 0,
            try ModularArithmetic(prime).raise(y, to: order).isOne
        else { throw CardCryptoError(.invalidPoint, "number outside of \(group)") }
        return GroupElement(group: group, bytes: bytes)
    }

    package func randomScalar() throws -> SecretBytes {
        let number = try BigNumber()
        repeat {
            guard BN_priv_rand_range(number.pointer, order.pointer) == 1 else {
                throw CardCryptoError.library("private key", code: .randomnessFailed)
            }
        } while number.isZero
        return try number.secret(count: scalarLength)
    }

    package func raise(_ element: GroupElement, to scalar: SecretBytes) throws -> GroupElement {
        try encode(power(element, scalar))
    }

    package func sharedSecret(_ element: GroupElement, _ scalar: SecretBytes) throws -> SecretBytes {
        try power(element, scalar).secret(count: prime.byteCount)
    }

    package func mapGenerator(nonce: SecretBytes, adding shared: GroupElement) throws -> GroupElement {
        let field = try ModularArithmetic(prime)
        return try encode(field.multiply(field.raise(base, to: BigNumber(nonce)), BigNumber(shared.bytes)))
    }

    /// `f_G(x) = x^((p-1)/q)` (Doc 9303-11 §4.4.3.3.2).
    package func mapGenerator(pseudorandom: SecretBytes) throws -> GroupElement {
        let field = try ModularArithmetic(prime)
        let cofactor = try field.quotient(prime.subtracting(1), order)
        let mapped = try field.raise(field.reduce(BigNumber(pseudorandom)), to: cofactor)
        guard !mapped.isOne else { throw CardCryptoError(.invalidPoint, "generator of order 1") }
        return try encode(mapped)
    }

    private func power(_ element: GroupElement, _ scalar: SecretBytes) throws -> BigNumber {
        guard element.group == group else {
            throw CardCryptoError(.invalidPoint, "key agreement across \(group) and \(element.group)")
        }
        return try ModularArithmetic(prime).raise(BigNumber(element.bytes), to: BigNumber(scalar))
    }

    /// In as few octets as it takes: an unsigned integer has no leading zeros (Doc 9303-11 §9.4.1).
    private func encode(_ number: BigNumber) throws -> GroupElement {
        GroupElement(group: group, bytes: try number.bytes(count: number.byteCount))
    }
}
