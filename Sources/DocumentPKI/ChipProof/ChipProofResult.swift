/// What a recorded proof of the chip says when it is checked again. It says so of the key in the file beside it; that the
/// file is the state's is for passive authentication to say.
package enum ChipProofResult: Sendable, Hashable {
    /// The chip held the private key.
    case proven
    /// What is recorded cannot have come from a chip with the key; the reason is a plain sentence.
    case refuted(String)
    /// It cannot be judged here, or there is nothing to judge; the reason is a plain sentence.
    case notVerifiable(String)

    /// The sentence, where there is one.
    package var reason: String? {
        switch self {
        case .proven: nil
        case .refuted(let reason), .notVerifiable(let reason): reason
        }
    }

    var isRefuted: Bool { if case .refuted = self { true } else { false } }
}
