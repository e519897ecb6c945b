internal import COpenSSL

extension EllipticCurve.Name {
    /// The known curve that equals ECPKParameters: its name, or all of its numbers (RFC 3279 §2.3.5).
    ///
    /// nil for any other curve, which nobody but the card vouches for.
    package init?(parameters der: [UInt8]) {
        guard der.count <= 2048 else { return nil }
        let group = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var cursor = bytes.baseAddress
            return d2i_ECPKParameters(nil, &cursor, bytes.count)
        }
        defer { EC_GROUP_free(group) }
        ERR_clear_error()
        guard let group else { return nil }
        let nid = EC_GROUP_check_named_curve(group, 0, nil)
        guard nid > 0, let text = OBJ_nid2sn(nid), let name = Self(rawValue: String(cString: text)) else { return nil }
        self = name
    }
}

extension PrimeGroup.Name {
    /// The known group with this prime and generator, as unsigned big-endian numbers; nil for any other.
    package init?(prime: [UInt8], base: [UInt8]) {
        guard prime.count <= 1024, base.count <= 1024,
            let group = try? PrimeGroup.known(prime: BigNumber(prime), base: BigNumber(base))
        else { return nil }
        self = group.name
    }
}

extension EllipticCurve {
    /// A curve as its numbers, unsigned and big-endian; the base point is uncompressed (TR-03110-3 §D.3.3).
    package struct Numbers: Sendable, Hashable {
        package let prime: [UInt8]
        package let a: [UInt8]
        package let b: [UInt8]
        package let base: [UInt8]
        package let order: [UInt8]

        package init(prime: [UInt8], a: [UInt8], b: [UInt8], base: [UInt8], order: [UInt8]) {
            self.prime = prime
            self.a = a
            self.b = b
            self.base = base
            self.order = order
        }

        /// Without leading zeros, so that two ways of writing compare.
        fileprivate var normalized: Numbers {
            func strip(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.drop { $0 == 0 }) }
            return Numbers(prime: strip(prime), a: strip(a), b: strip(b), base: base, order: strip(order))
        }
    }

    /// The curve's numbers at their full lengths.
    package var numbers: Numbers {
        get throws {
            let (p, a, b) = (try BigNumber(), try BigNumber(), try BigNumber())
            guard EC_GROUP_get_curve(curve, p.pointer, a.pointer, b.pointer, nil) == 1 else {
                throw CardCryptoError.library("curve \(name)")
            }
            return Numbers(
                prime: try p.bytes(count: coordinateLength), a: try a.bytes(count: coordinateLength),
                b: try b.bytes(count: coordinateLength), base: try generator.bytes,
                order: try BigNumber(copying: EC_GROUP_get0_order(curve)).bytes(count: scalarLength))
        }
    }
}

extension EllipticCurve.Name {
    /// The known curve with these numbers; nil for any other.
    package init?(_ numbers: EllipticCurve.Numbers) throws {
        let wanted = numbers.normalized
        guard let name = try Self.allCases.first(where: { try EllipticCurve($0).numbers.normalized == wanted }) else {
            return nil
        }
        self = name
    }
}
