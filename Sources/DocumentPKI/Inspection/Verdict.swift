/// What an inspection says of a document under a policy.
package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    /// Signed by a trusted state, unchanged, and all that the policy asks for holds.
    case valid
    /// A signature, a chain, a hash or a proof is wrong.
    case invalid
    /// Nothing is wrong that can be seen, but no certificate of the issuing state is trusted here: neither genuine nor
    /// forged can be said.
    case noTrustAnchor = "no-trust-anchor"
    /// Genuine, and the policy does not accept it: expired, or opened in a weaker way than the chip offers.
    case notAccepted = "not-accepted"
    /// Nothing is wrong, and something that the policy asks for could not be looked at.
    case incomplete
}
