package import SmartCard

/// What the station allows itself while it opens a chip. The strict choices are the defaults.
package struct ReadingPolicy: Sendable, Hashable {
    /// Whether BAC may open a chip that offers PACE and then refuses it before the password was tried. It is always
    /// visible in the result; a wrong password never leads to BAC.
    package var allowsBACBesidePACE: Bool
    /// Whether extended APDUs are tried with a card that says nothing of them (Doc 9303-10 §3.6.4.2).
    package var probesExtendedLength: Bool
    /// How long a card that left in the middle is waited for, to go on where it was torn. Zero: not at all.
    package var patienceForReturn: Duration
    /// The most that a card may cost.
    package var budget: ExchangeBudget

    package init(
        allowsBACBesidePACE: Bool = true, probesExtendedLength: Bool = false, patienceForReturn: Duration = .zero,
        budget: ExchangeBudget = .default
    ) {
        self.allowsBACBesidePACE = allowsBACBesidePACE
        self.probesExtendedLength = probesExtendedLength
        self.patienceForReturn = patienceForReturn
        self.budget = budget
    }
}
