/// How a signature is made, for the card protocols that sign without CMS or X.509 around it.
package enum SignatureAlgorithm: Sendable, Hashable {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    case rsaPKCS1(Digest)
    /// RSASSA-PSS with MGF1 of the same digest and a salt as long as it (RFC 8017 §8.1, TR-03110-3 §A.7.3.2).
    case rsaPSS(Digest)
    /// ECDSA, plain: `r ‖ s` (TR-03111 §5.2.1).
    case ecdsa(Digest)

    package var digest: Digest {
        switch self {
        case .rsaPKCS1(let digest), .rsaPSS(let digest), .ecdsa(let digest): digest
        }
    }
}
