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
