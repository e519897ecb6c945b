package import CardCrypto
import Crypto

/// What binds a chip's proof to one record: everything that the chip is asked follows from the digest of the record's
/// claims, which name the record, the station, and the newest receipt that the station had.
package struct PresenceChallenge: Sendable, Hashable {
    private let claims: ContentDigest

    package init(claims: ContentDigest) { self.claims = claims }

    private static let tag = Array("chip-id-station/presence/1\n".utf8)

    /// For Active Authentication, 8 octets (Doc 9303-11 §6.1): the first of SHA-256 over a domain tag and the digest.
    package var octets: [UInt8] { Array(ContentDigest(of: Self.tag + claims.bytes).bytes.prefix(8)) }

    /// The terminal's ephemeral private key number `index` for Chip Authentication (Doc 9303-11 §6.2): from a salt and
    /// the digest, so that it was made after the claims. 31 octets, below the order of every curve of 256 bits and more.
    package func privateKey(salt: [UInt8], index: UInt8) -> SecretBytes {
        let code = HMAC<SHA256>.authenticationCode(
            for: Self.tag + claims.bytes + [index], using: SymmetricKey(data: salt))
        return SecretBytes(Array(code.prefix(31)))
    }

    /// The salt's length in octets.
    package static let saltLength = 32
}
