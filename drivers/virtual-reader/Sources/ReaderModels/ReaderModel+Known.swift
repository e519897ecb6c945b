extension ReaderModel {
    /// The model of a DEVICENAME that names none.
    package static let plain = ReaderModel(name: "plain")

    /// All models. Limits are from reports of the field; where those give no number, it is ours, and README.md says so.
    package static let known = [
        plain,
        ReaderModel(name: "contact", isContactless: false),
        ReaderModel(name: "acr122u", claimedDataSize: 0, cutsAnswersAt: 255, failsOnAnswersOf: 256),
        ReaderModel(name: "acr1252", claimedDataSize: 65_536, failsAbove: 1_024),
        ReaderModel(name: "acr1281", claimedDataSize: 65_536, sendsExtended: false),
        ReaderModel(name: "omnikey", claimedDataSize: 65_536, failsAbove: 261),
        ReaderModel(name: "scl3711", claimedDataSize: 0, failsAbove: 240),
        ReaderModel(name: "tells-nothing", claimedDataSize: nil),
        ReaderModel(name: "late-removal", removalDelay: 300...1_600),
        ReaderModel(name: "later-removal", removalDelay: 5_000...5_500),
        ReaderModel(name: "keeps-session", resetsCard: false),
        ReaderModel(name: "slow-start", startTime: 1_500),
        ReaderModel(name: "needs-pause", pauseTime: 200),
        ReaderModel(name: "impatient", exchangeTime: 1_000, powerTime: 500),
    ]

    /// The model of that name.
    package static func named(_ name: String) -> ReaderModel? { known.first { $0.name == name } }

    /// What it does, as README.md has it.
    package var traits: String {
        var traits: [String] = []
        if !isContactless { traits.append("for contacts: has no UID and no ATS of a card") }
        if let cutsAnswersAt { traits.append("cuts answers at \(cutsAnswersAt) bytes") }
        if let failsOnAnswersOf { traits.append("fails on answers of exactly \(failsOnAnswersOf)") }
        if let failsAbove { traits.append("fails on commands and answers above \(failsAbove) bytes") }
        if !sendsExtended { traits.append("never sends an extended APDU") }
        if let removalDelay {
            traits.append("tells a removal \(removalDelay.lowerBound) to \(removalDelay.upperBound) ms late")
        }
        if !resetsCard { traits.append("does not reset the card; only taking its power does") }
        if let startTime { traits.append("fails on APDUs for \(startTime) ms after a card came") }
        if let pauseTime { traits.append("fails on an APDU within \(pauseTime) ms after an answer") }
        if exchangeTime != Self.plain.exchangeTime {
            traits.append("waits \(exchangeTime) ms for an answer, \(powerTime) ms for an ATR")
        }
        return traits.isEmpty ? "carries all that a frame carries" : traits.joined(separator: "; ")
    }

    /// dwMaxAPDUDataSize, as README.md has it.
    package var claim: String { claimedDataSize.map(String.init) ?? "nothing" }
}
