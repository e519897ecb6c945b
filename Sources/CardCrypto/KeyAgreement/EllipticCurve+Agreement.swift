internal import COpenSSL

extension EllipticCurve: DomainParameters {
    package var group: DomainParametersName { .curve(name) }
    package var fieldBitCount: Int { name.bitCount }

    /// The standard's base point.
    package var generator: GroupElement {
        get throws { try encode(EC_GROUP_get0_generator(curve)) }
    }

    /// Checks that bytes are an uncompressed point of this curve, not the point at infinity.
    ///
    /// All standardised curves have cofactor 1, so a point on the curve is in the right group.
    package func element(parsing bytes: [UInt8]) throws -> GroupElement {
        _ = try decode(bytes)
        return GroupElement(group: group, bytes: bytes)
    }

    package func randomScalar() throws -> SecretBytes {
        let number = try BigNumber()
        repeat {
            guard BN_priv_rand_range(number.pointer, EC_GROUP_get0_order(curve)) == 1 else {
                throw CardCryptoError.library("private key", code: .randomnessFailed)
            }
        } while number.isZero
        return try number.secret(count: scalarLength)
    }

    package func raise(_ element: GroupElement, to scalar: SecretBytes) throws -> GroupElement {
        try encode(combine(generatorScalar: nil, element, scalar))
    }

    /// The x coordinate of `scalar · point`, never in memory that is not wiped.
    package func sharedSecret(_ element: GroupElement, _ scalar: SecretBytes) throws -> SecretBytes {
        try x(of: combine(generatorScalar: nil, element, scalar)).secret(count: coordinateLength)
    }

    package func mapGenerator(nonce: SecretBytes, adding shared: GroupElement) throws -> GroupElement {
        try encode(combine(generatorScalar: nonce, shared, SecretBytes([1])))
    }

    private func x(of point: CurvePoint) throws -> BigNumber {
        let x = try BigNumber()
        guard EC_POINT_is_at_infinity(curve, point.pointer) == 0,
            EC_POINT_get_affine_coordinates(curve, point.pointer, x.pointer, nil, nil) == 1
        else { throw CardCryptoError.library("shared secret", code: .invalidPoint) }
        return x
    }

    /// `generatorScalar · G + scalar · point`
    private func combine(
        generatorScalar: SecretBytes?, _ element: GroupElement, _ scalar: SecretBytes
    ) throws -> CurvePoint {
        guard element.group == group else {
            throw CardCryptoError(.invalidPoint, "key agreement across \(group) and \(element.group)")
        }
        let operand = try decode(element.bytes)
        let n = try generatorScalar.map { secret throws(CardCryptoError) in try BigNumber(secret) }
        let m = try BigNumber(scalar)
        let result = try CurvePoint(on: self)
        let done = withExtendedLifetime((operand, n, m)) {
            EC_POINT_mul(curve, result.pointer, n?.pointer, operand.pointer, m.pointer, nil)
        }
        guard done == 1 else { throw CardCryptoError.library("point multiplication") }
        return result
    }
}

extension EllipticCurve {
    /// `(dividend / divisor) mod order`: how a chip proves its key within PACE's Chip Authentication Mapping
    /// (Doc 9303-11 §4.4.3.3.3).
    package func divide(_ dividend: SecretBytes, by divisor: SecretBytes) throws -> SecretBytes {
        let arithmetic = try ModularArithmetic(BigNumber(copying: EC_GROUP_get0_order(curve)))
        let quotient = try arithmetic.multiply(BigNumber(dividend), arithmetic.invert(BigNumber(divisor)))
        return try quotient.secret(count: scalarLength)
    }
}
