/// ISO/IEC 9796-2 digital signature scheme 1, as Active Authentication uses it with RSA (Doc 9303-11 §6.1.2.2): the
/// message's first part `M1` is inside the signature, the second, `M2`, is the challenge that both sides know.
///
/// `F = header ‖ M1 ‖ H(M1 ‖ M2) ‖ trailer`
package enum MessageRecovery {
    /// How the hash function is named at the end of the representative.
    package enum Trailer: String, Sendable, Hashable, CaseIterable, Codable {
        /// `BC`: SHA-1 is agreed upon.
        case implicit
        /// `33CC`, `34CC` …: the function's number of ISO/IEC 10118-3.
        case sha1, sha224, sha256, sha384, sha512

        package var digest: Digest {
            switch self {
            case .implicit, .sha1: .sha1
            case .sha224: .sha224
            case .sha256: .sha256
            case .sha384: .sha384
            case .sha512: .sha512
            }
        }

        var octets: [UInt8] {
            switch self {
            case .implicit: [0xBC]
            case .sha1: [0x33, 0xCC]
            case .sha224: [0x38, 0xCC]
            case .sha256: [0x34, 0xCC]
            case .sha384: [0x36, 0xCC]
            case .sha512: [0x35, 0xCC]
            }
        }
    }

    /// The representative of a message whose recoverable part fills a modulus of `count` octets.
    ///
    /// - Parameters:
    ///   - nonce: `M1`; its length must be ``nonceLength(count:trailer:)``.
    ///   - challenge: `M2`, what the terminal asked for.
    ///   - trailer: how the representative ends, and so the digest.
    ///   - count: the modulus's octets.
    package static func compose(
        nonce: [UInt8], challenge: [UInt8], trailer: Trailer, count: Int
    ) throws(CardCryptoError) -> [UInt8] {
        guard nonce.count == nonceLength(count: count, trailer: trailer) else {
            throw CardCryptoError(.invalidLength, "recoverable part of \(nonce.count) bytes")
        }
        return [0x6A] + nonce + (try trailer.digest.hash(nonce + challenge)) + trailer.octets
    }

    /// Octets of `M1` that fill a modulus of `count` octets.
    package static func nonceLength(count: Int, trailer: Trailer) -> Int {
        max(0, count - 1 - trailer.digest.length - trailer.octets.count)
    }

    /// Whether a recovered representative vouches for a challenge, and with which trailer; nil where it does not.
    package static func verify(
        _ representative: [UInt8], challenge: [UInt8]
    ) throws(CardCryptoError) -> Trailer? {
        // 01 at the front, a bit for partial recovery, then padding nibbles B until an A.
        guard let first = representative.first, first & 0xC0 == 0x40,
            let trailer = Trailer.allCases.first(where: { representative.suffix($0.octets.count) == $0.octets[...] }),
            let paddingEnd = representative.firstIndex(where: { $0 & 0x0F == 0x0A }),
            representative[..<paddingEnd].allSatisfy({ $0 & 0x0F == 0x0B }),
            representative[..<paddingEnd].dropFirst().allSatisfy({ $0 == 0xBB })
        else { return nil }
        let body = representative.dropFirst(paddingEnd + 1).dropLast(trailer.octets.count)
        guard body.count >= trailer.digest.length else { return nil }
        let recovered = Array(body.dropLast(trailer.digest.length))
        // With total recovery the challenge itself stands inside; then nothing is appended.
        let isPartial = first & 0x20 != 0
        guard isPartial || recovered.suffix(challenge.count) == challenge[...] else { return nil }
        let hash = try trailer.digest.hash(isPartial ? recovered + challenge : recovered)
        return equalInConstantTime(hash, Array(body.suffix(trailer.digest.length))) ? trailer : nil
    }
}
