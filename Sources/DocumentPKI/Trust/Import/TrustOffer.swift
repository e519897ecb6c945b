import CardCrypto

/// One thing that a file offers to the trust store, not yet judged.
struct TrustOffer: Sendable {
    enum Content: Sendable {
        case masterList([UInt8])
        case bundle([UInt8])
        /// A certificate that stands for itself: the operator gave it.
        case certificate([UInt8])
        /// An authority out of an unsigned directory.
        case authority([UInt8])
        case documentSigner([UInt8])
        case revocationList([UInt8])
        /// A directory's entry is gone.
        case deletion
        case refused(TrustRefusal)
    }

    let content: Content
    /// An LDIF's distinguished name; empty elsewhere.
    var entry = ""
}
