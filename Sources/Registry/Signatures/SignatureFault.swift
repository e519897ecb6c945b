/// Why a message's signature is not accepted.
enum SignatureFault: Error, Sendable, Hashable {
    /// There is none by the expected key.
    case missing(String)
    /// The fields break the standard's rules, or ours on sizes.
    case malformed(String)
    /// Something that must be covered is not.
    case uncovered(String)
    /// It was made too many seconds before (or, where negative, after) the verifier's time.
    case untimely(seconds: Int)
    /// Its nonce was here before.
    case repeated
    /// It holds, and cannot be remembered.
    case tooMany
    /// It is not one of this key over this message.
    case wrong
}
