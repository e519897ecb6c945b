internal import COpenSSL

/// A standardised prime-field curve, for key agreement in the card protocols (Doc 9303-11 §9.5.1, TR-03111 §4).
///
/// `@unchecked Sendable`: the group is built in `init` and only read afterwards; OpenSSL allows concurrent readers.
package final class EllipticCurve: @unchecked Sendable {
    /// The curves of Doc 9303-11 table 5, by OpenSSL's short names.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case p192 = "prime192v1"
        case p224 = "secp224r1"
        case p256 = "prime256v1"
        case p384 = "secp384r1"
        case p521 = "secp521r1"
        case brainpoolP192r1
        case brainpoolP224r1
        case brainpoolP256r1
        case brainpoolP320r1
        case brainpoolP384r1
        case brainpoolP512r1
    }

    package let name: Name
    let group: OpaquePointer

    package init(_ name: Name) throws(CardCryptoError) {
        guard let group = EC_GROUP_new_by_curve_name(OBJ_txt2nid(name.rawValue)) else {
            throw CardCryptoError.library("curve \(name)", code: .unsupportedAlgorithm)
        }
        self.name = name
        self.group = group
    }

    deinit { EC_GROUP_free(group) }

    /// Octets of a coordinate.
    package var coordinateLength: Int { (Int(EC_GROUP_get_degree(group)) + 7) / 8 }

    /// Octets of a private key.
    package var scalarLength: Int { (Int(EC_GROUP_order_bits(group)) + 7) / 8 }

    /// The standard's base point.
    package var generator: ECPoint {
        get throws { try encode(EC_GROUP_get0_generator(group)) }
    }

    /// Checks that bytes are an uncompressed point of this curve, not the point at infinity.
    ///
    /// All standardised curves but none else have cofactor 1, so a point on the curve is in the right group.
    package func point(parsing bytes: [UInt8]) throws -> ECPoint {
        EC_POINT_free(try decode(bytes))
        return ECPoint(curve: name, bytes: bytes)
    }

    /// `scalar · point`.
    package func multiply(_ point: ECPoint, by scalar: SecretBytes) throws -> ECPoint {
        try combine(generatorScalar: nil, point, scalar)
    }

    /// `scalar · G + point`: the generic mapping's new generator (TR-03110-3 §A.3.4.1).
    package func mapGenerator(scalar: SecretBytes, adding point: ECPoint) throws -> ECPoint {
        try combine(generatorScalar: scalar, point, SecretBytes([1]))
    }

    /// The x coordinate of `scalar · point`, never in memory that is not wiped.
    func multiplyForX(_ point: ECPoint, by scalar: SecretBytes) throws -> SecretBytes {
        try withCombination(generatorScalar: nil, point, scalar) { result in
            guard EC_POINT_is_at_infinity(group, result) == 0, let x = BN_secure_new() else {
                throw CardCryptoError(.invalidPoint, "point at infinity on \(name)")
            }
            defer { BN_clear_free(x) }
            guard EC_POINT_get_affine_coordinates(group, result, x, nil, nil) == 1 else {
                throw CardCryptoError.library("shared secret")
            }
            return try SecretBytes(count: coordinateLength) { bytes in
                let target = bytes.bindMemory(to: UInt8.self).baseAddress
                guard BN_bn2binpad(x, target, Int32(clamping: bytes.count)) >= 0 else {
                    throw CardCryptoError.library("shared secret")
                }
            }
        }
    }

    private func combine(generatorScalar: SecretBytes?, _ point: ECPoint, _ scalar: SecretBytes) throws -> ECPoint {
        try withCombination(generatorScalar: generatorScalar, point, scalar) { try encode($0) }
    }

    /// Lends `generatorScalar · G + scalar · point` to `body`.
    private func withCombination<Result>(
        generatorScalar: SecretBytes?, _ point: ECPoint, _ scalar: SecretBytes,
        _ body: (OpaquePointer) throws -> Result
    ) throws -> Result {
        let operand = try decode(point.bytes)
        defer { EC_POINT_free(operand) }
        let n = try generatorScalar.map { try Scalar($0) }
        let m = try Scalar(scalar)
        guard let result = EC_POINT_new(group) else { throw CardCryptoError.library("point") }
        defer { EC_POINT_clear_free(result) }
        guard EC_POINT_mul(group, result, n?.number, operand, m.number, nil) == 1 else {
            throw CardCryptoError.library("point multiplication")
        }
        return try body(result)
    }

    private func decode(_ bytes: [UInt8]) throws(CardCryptoError) -> OpaquePointer {
        guard bytes.count == 2 * coordinateLength + 1, bytes.first == 0x04 else {
            throw CardCryptoError(.invalidPoint, "point of \(bytes.count) bytes on \(name)")
        }
        guard let point = EC_POINT_new(group) else { throw CardCryptoError.library("point") }
        guard EC_POINT_oct2point(group, point, bytes, bytes.count, nil) == 1 else {
            EC_POINT_free(point)
            throw CardCryptoError.library("point not on \(name)", code: .invalidPoint)
        }
        return point
    }

    private func encode(_ point: OpaquePointer?) throws -> ECPoint {
        guard let point, EC_POINT_is_at_infinity(group, point) == 0 else {
            throw CardCryptoError(.invalidPoint, "point at infinity on \(name)")
        }
        var bytes = [UInt8](repeating: 0, count: 2 * coordinateLength + 1)
        let written = EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil)
        guard written == bytes.count else { throw CardCryptoError.library("point") }
        return ECPoint(curve: name, bytes: bytes)
    }
}

/// A big number held by OpenSSL and wiped afterwards.
private final class Scalar {
    let number: OpaquePointer

    init(_ secret: SecretBytes) throws(CardCryptoError) {
        guard let number = BN_secure_new() else { throw CardCryptoError.library("number") }
        let done = secret.withUnsafeBytes { bytes in
            BN_bin2bn(bytes.bindMemory(to: UInt8.self).baseAddress, Int32(clamping: bytes.count), number) != nil
        }
        guard done else {
            BN_clear_free(number)
            throw CardCryptoError.library("number")
        }
        BN_set_flags(number, BN_FLG_CONSTTIME)
        self.number = number
    }

    deinit { BN_clear_free(number) }
}
