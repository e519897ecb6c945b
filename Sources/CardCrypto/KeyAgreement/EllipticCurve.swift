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

        /// The name that people use, `P-256`.
        package var title: String {
            switch self {
            case .p192: "P-192"
            case .p224: "P-224"
            case .p256: "P-256"
            case .p384: "P-384"
            case .p521: "P-521"
            default: rawValue
            }
        }

        /// Bits of the field's prime.
        package var bitCount: Int {
            switch self {
            case .p192, .brainpoolP192r1: 192
            case .p224, .brainpoolP224r1: 224
            case .p256, .brainpoolP256r1: 256
            case .brainpoolP320r1: 320
            case .p384, .brainpoolP384r1: 384
            case .brainpoolP512r1: 512
            case .p521: 521
            }
        }
    }

    package let name: Name
    let curve: OpaquePointer

    package init(_ name: Name) throws(CardCryptoError) {
        guard let group = EC_GROUP_new_by_curve_name(OBJ_txt2nid(name.rawValue)) else {
            throw CardCryptoError.library("curve \(name)", code: .unsupportedAlgorithm)
        }
        self.name = name
        self.curve = group
    }

    deinit { EC_GROUP_free(curve) }

    /// Octets of a coordinate.
    package var coordinateLength: Int { (name.bitCount + 7) / 8 }

    /// Octets of a private key.
    package var scalarLength: Int { (Int(EC_GROUP_order_bits(curve)) + 7) / 8 }

    func decode(_ bytes: [UInt8]) throws(CardCryptoError) -> CurvePoint {
        guard bytes.count == 2 * coordinateLength + 1, bytes.first == 0x04 else {
            throw CardCryptoError(.invalidPoint, "point of \(bytes.count) bytes on \(name)")
        }
        let point = try CurvePoint(on: self)
        guard EC_POINT_oct2point(curve, point.pointer, bytes, bytes.count, nil) == 1 else {
            throw CardCryptoError.library("point not on \(name)", code: .invalidPoint)
        }
        return point
    }

    func encode(_ point: CurvePoint) throws(CardCryptoError) -> GroupElement { try encode(point.pointer) }

    func encode(_ point: OpaquePointer?) throws(CardCryptoError) -> GroupElement {
        guard let point, EC_POINT_is_at_infinity(curve, point) == 0 else {
            throw CardCryptoError(.invalidPoint, "point at infinity on \(name)")
        }
        var bytes = [UInt8](repeating: 0, count: 2 * coordinateLength + 1)
        let written = EC_POINT_point2oct(curve, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil)
        guard written == bytes.count else { throw CardCryptoError.library("point") }
        return GroupElement(group: group, bytes: bytes)
    }
}

/// A point held by OpenSSL and wiped afterwards.
final class CurvePoint {
    let pointer: OpaquePointer

    init(on curve: EllipticCurve) throws(CardCryptoError) {
        guard let point = EC_POINT_new(curve.curve) else { throw CardCryptoError.library("point") }
        pointer = point
    }

    deinit { EC_POINT_clear_free(pointer) }
}
