extension TerminalCase {
    /// Every case, the same in each run.
    package static let all = genuine + stumbling + forged + broken

    /// Every kind of card, as it is. One that refuses PACE and opens with BAC is a matter of the terminal's policy.
    private static let genuine = CardProfile.library.keys.sorted().filter { $0 != "refused-pace" }.map { name in
        TerminalCase("IS_GENUINE_\(name)", "a genuine card of the kind \(name)", .accepted, profile: name)
    }

    /// What a terminal gets over.
    private static let stumbling = [
        TerminalCase("IS_LATE", "an answer that comes late", .accepted, faults: ["delay:1500@20"]),
        TerminalCase(
            "IS_SHORT_READ", "a read that gives less than was asked for", .accepted, faults: ["limit:100@read#9"]),
        TerminalCase("IS_READ_ERROR", "a read that fails once", .accepted, faults: ["status:6F00@read#9"]),
    ]

    /// What no terminal takes for genuine.
    private static let forged =
        ["DG1", "DG2", "DG13", "DG14", "DG15"].map { group in
            TerminalCase("IS_ALTERED_\(group)", "EF.\(group) changed after signing", .refused, flaw: .altered(group))
        } + [
            TerminalCase("IS_HIDDEN_DG14", "EF.DG14 taken away, and out of EF.COM", .refused, flaw: .hidden("DG14")),
            TerminalCase("IS_HIDDEN_DG15", "EF.DG15 taken away, and out of EF.COM", .refused, flaw: .hidden("DG15")),
            TerminalCase("IS_CLONE", "a copy without the chip's keys", .refused, flaw: .clone),
            TerminalCase(
                "IS_DOWNGRADED", "EF.CardAccess hides PACE, which EF.DG14 lists", .refused, profile: "passport-td3",
                flaw: .downgraded),
            TerminalCase("IS_FOREIGN", "signed by a state that the terminal does not know", .refused, flaw: .foreign),
        ]

    /// What ends, in a time, without a document.
    private static let broken = [
        TerminalCase("IS_RUBBISH", "answers without meaning", .refused, faults: ["rubbish@20+"]),
        TerminalCase("IS_ONE_BYTE", "answers of a single byte", .refused, faults: ["one-byte@30+"]),
        TerminalCase("IS_NO_BYTES", "answers of no bytes", .refused, faults: ["nothing@30+"]),
        TerminalCase(
            "IS_PLAIN", "unprotected answers inside the session", .refused, faults: ["plain-status:9000@read#5+"]),
        TerminalCase("IS_FLIPPED", "answers with a wrong bit", .refused, faults: ["flip:24@read#5+"]),
        TerminalCase("IS_TRUNCATED", "answers that lack their end", .refused, faults: ["truncate:3@read#5+"]),
        TerminalCase("IS_OVERSIZED", "answers with bytes too many", .refused, faults: ["pad:300@read#5+"]),
        TerminalCase("IS_LIFTED", "a card that leaves and does not come back", .refused, faults: ["leave@40+"]),
    ]
}
