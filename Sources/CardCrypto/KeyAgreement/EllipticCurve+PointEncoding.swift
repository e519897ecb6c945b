internal import COpenSSL

extension EllipticCurve {
    /// The point encoding of Doc 9303-11 Appendix B.2: from a field element to a point, for the integrated mapping.
    ///
    /// It is defined for primes that leave 3 modulo 4; of the standardised curves P-224 alone has another.
    package func mapGenerator(pseudorandom: SecretBytes) throws -> GroupElement {
        let (p, a, b) = (try BigNumber(), try BigNumber(), try BigNumber())
        guard EC_GROUP_get_curve(curve, p.pointer, a.pointer, b.pointer, nil) == 1 else {
            throw CardCryptoError.library("curve \(name)")
        }
        guard p.isThreeModuloFour else {
            throw CardCryptoError(.unsupportedAlgorithm, "no point encoding on \(name)")
        }
        let field = try ModularArithmetic(p)
        let one = try BigNumber([1])
        let t = try field.reduce(BigNumber(pseudorandom))

        // α = -t², x₂ = -b/a · (1 + 1/(α + α²)), x₃ = α · x₂
        let alpha = try field.negate(field.multiply(t, t))
        let fraction = try field.invert(field.add(alpha, field.multiply(alpha, alpha)))
        let quotient = try field.multiply(field.negate(b), field.invert(a))
        let x2 = try field.multiply(quotient, field.add(one, fraction))
        let x3 = try field.multiply(alpha, x2)

        // One of h(x₂) and h(x₃) is a square, as h(x₃) = -(t³ · h(x₂))² / h(x₂).
        let h2 = try field.add(field.multiply(field.add(field.multiply(x2, x2), a), x2), b)
        let u = try field.multiply(field.multiply(field.multiply(t, t), t), h2)
        let root = try field.raise(h2, to: inverseRootExponent(p))
        let check = try field.multiply(field.multiply(root, root), h2)
        let isSquare = check.compared(to: one) == 0
        return try encode(point(x: isSquare ? x2 : x3, y: field.multiply(root, isSquare ? h2 : u)))
    }

    private func point(x: BigNumber, y: BigNumber) throws -> CurvePoint {
        let point = try CurvePoint(on: self)
        guard EC_POINT_set_affine_coordinates(curve, point.pointer, x.pointer, y.pointer, nil) == 1 else {
            throw CardCryptoError.library("point encoding")
        }
        return point
    }

    /// `p - 1 - (p + 1) / 4`: the exponent that gives `1 / √h` where h is a square.
    private func inverseRootExponent(_ p: BigNumber) throws -> BigNumber {
        let quarter = try BigNumber(copying: p.pointer)
        guard BN_add_word(quarter.pointer, 1) == 1, BN_rshift(quarter.pointer, quarter.pointer, 2) == 1 else {
            throw CardCryptoError.library("point encoding")
        }
        return try p.subtracting(1).subtracting(quarter)
    }
}
