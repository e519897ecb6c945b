/// What a badly made chip does, for a conformance suite to find: each value breaks one rule, and nothing else. `card.json`
/// and profiles list them as text.
package enum CardWeakness: String, Sendable, Hashable, Codable, CaseIterable {
    // access
    /// Data groups are readable without a session.
    case opensFilesWithoutAccess = "open-files"
    /// Groups that need Terminal Authentication are readable without it.
    case opensLockedGroups = "open-locked-groups"
    /// Reading behind a file's end gives zeros.
    case readsBehindTheEnd = "read-behind-end"
    /// Every CLA is taken for a plain one.
    case ignoresClass = "ignore-class"
    /// Chip, Active and Terminal Authentication run without secure messaging.
    case acceptsPlainProtocols = "plain-protocols"

    // secure messaging
    /// The MAC of a command is not checked.
    case acceptsWrongMAC = "wrong-mac"
    /// A command without a MAC is carried out.
    case acceptsMissingMAC = "missing-mac"
    /// A command that was carried out is carried out again when it comes again.
    case acceptsReplayedCommands = "replayed-command"
    /// A plain command does not end the session.
    case keepsSessionAfterPlainCommand = "plain-command"
    /// A command that breaks secure messaging is refused, and the session goes on.
    case keepsSessionAfterBrokenMessage = "broken-message"
    /// A reset does not end the session.
    case survivesReset = "survive-reset"

    // BAC
    /// EXTERNAL AUTHENTICATE is not checked.
    case acceptsAnyBACToken = "any-bac-token"
    /// The last challenge stays good.
    case keepsChallenge = "keep-challenge"
    /// GET CHALLENGE always gives the same.
    case repeatsChallenges = "repeat-challenges"

    // PACE and Chip Authentication
    /// The terminal's token is not checked.
    case acceptsAnyToken = "any-token"
    /// Public keys are not checked.
    case acceptsInvalidKeys = "invalid-keys"
    /// The nonce is always the same.
    case repeatsNonces = "repeat-nonces"
    /// MSE:Set AT of PACE takes any protocol, password and parameters for what the chip has.
    case acceptsAnyTemplate = "any-template"
    /// Chip Authentication succeeds, and the old keys stay.
    case keepsOldKeys = "keep-old-keys"

    // Active and Terminal Authentication
    /// Challenges of any length are signed.
    case signsAnyLength = "sign-any-length"
    /// The first signature is given for every challenge.
    case repeatsSignatures = "repeat-signatures"
    /// The terminal's signature is not checked.
    case acceptsAnyTerminal = "any-terminal"
    /// The signatures of certificates are not checked.
    case acceptsAnyCertificate = "any-certificate"
}

extension VirtualCard {
    func has(_ weakness: CardWeakness) -> Bool { image.behaviour.weaknesses.contains(weakness) }
}
