internal import COpenSSL

/// An ECDSA signature as cards write it, `r ‖ s`, and as OpenSSL wants it, DER (TR-03111 §5.2).
enum PlainSignature {
    /// DER of a plain signature; nil where its length does not fit an order of so many bits.
    ///
    /// Some cards send DER where plain was due; it is told apart by its length and passed on.
    static func der(_ signature: [UInt8], bitCount: Int) -> [UInt8]? {
        let length = (bitCount + 7) / 8
        guard signature.count == 2 * length else {
            return signature.first == 0x30 && signature.count <= 2 * length + 16 ? signature : nil
        }
        guard let pair = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(pair) }
        let r = BN_bin2bn(signature, Int32(clamping: length), nil)
        let s = BN_bin2bn(Array(signature.suffix(length)), Int32(clamping: length), nil)
        guard ECDSA_SIG_set0(pair, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            return nil
        }
        return try? derEncoding("signature") { i2d_ECDSA_SIG(pair, $0) }
    }

    /// `r ‖ s` from DER.
    static func plain(_ der: [UInt8], bitCount: Int) throws(CardCryptoError) -> [UInt8] {
        let length = (bitCount + 7) / 8
        let pair = try parseDER("signature", der, free: { ECDSA_SIG_free($0) }) { d2i_ECDSA_SIG(nil, $0, $1) }
        defer { ECDSA_SIG_free(pair) }
        let r = try BigNumber(copying: ECDSA_SIG_get0_r(pair)).bytes(count: length)
        return r + (try BigNumber(copying: ECDSA_SIG_get0_s(pair)).bytes(count: length))
    }
}
