package import SmartCard

/// What a run of the conformance suite found out about a reader.
package struct QuirkMeasurement: Sendable, Hashable {
    package let reader: ReaderIdentity
    package let quirks: ReaderQuirks
    /// Who measured it, and when: `measured by hil on 2026-11-27, driver 1.5.2`.
    package let origin: String

    package init(of reader: ReaderIdentity, _ quirks: ReaderQuirks, origin: String) {
        self.reader = reader
        self.quirks = quirks
        self.origin = origin
    }

    /// The quirks of an entry with what was measured in them, and which of them that changes. Nothing is taken out: that a
    /// fault did not show once does not say that it is gone. So a wait only grows.
    func merged(into known: ReaderQuirks) -> (quirks: ReaderQuirks, changed: [ReaderQuirks.Field]) {
        var merged = known
        var changed: [ReaderQuirks.Field] = []
        for field in ReaderQuirks.Field.allCases {
            guard let text = quirks.text(field), text != known.text(field), !isShorterWait(field, than: known) else {
                continue
            }
            if merged.set(field, to: text) { changed.append(field) }
        }
        return (merged, changed)
    }

    private func isShorterWait(_ field: ReaderQuirks.Field, than known: ReaderQuirks) -> Bool {
        let waits: (Int?, Int?)? =
            switch field {
            case .removalDelay: (quirks.removalDelay, known.removalDelay)
            case .delayAfterInsertion: (quirks.delayAfterInsertion, known.delayAfterInsertion)
            case .pauseBetweenCommands: (quirks.pauseBetweenCommands, known.pauseBetweenCommands)
            case .extendedLength, .maximumCommand, .maximumAnswer, .reset: nil
            }
        guard let waits, let measured = waits.0, let before = waits.1 else { return false }
        return measured <= before
    }
}
