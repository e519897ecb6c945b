extension ReaderQuirks {
    /// The quirks by the names that files have for them.
    package enum Field: String, Sendable, CaseIterable {
        case extendedLength, maximumCommand, maximumAnswer, removalDelay, delayAfterInsertion, pauseBetweenCommands
        case reset
    }

    /// What a field's value looks like. The bounds hold for files of strangers: no wait is long, and no size so small
    /// that a card could not be spoken to.
    package enum Form: Sendable, Hashable {
        case words([String])
        case number(ClosedRange<Int>, unit: String)
    }

    /// The value as files have it: `none`, `255 bytes`, `1600 ms`; nil where there is none.
    package func text(_ field: Field) -> String? {
        switch field {
        case .extendedLength: return extendedLength?.rawValue
        case .reset: return reset?.rawValue
        case .maximumCommand: return maximumCommand.map { "\($0) \(Self.bytes)" }
        case .maximumAnswer: return maximumAnswer.map { "\($0) \(Self.bytes)" }
        case .removalDelay: return removalDelay.map { "\($0) \(Self.milliseconds)" }
        case .delayAfterInsertion: return delayAfterInsertion.map { "\($0) \(Self.milliseconds)" }
        case .pauseBetweenCommands: return pauseBetweenCommands.map { "\($0) \(Self.milliseconds)" }
        }
    }

    /// Takes a value as files have it. False where it has not the field's form, and then nothing changes.
    package mutating func set(_ field: Field, to text: String) -> Bool {
        switch field.form {
        case .words(let words):
            guard words.contains(text) else { return false }
            if field == .reset {
                reset = Reset(rawValue: text)
            } else {
                extendedLength = ExtendedLength(rawValue: text)
            }
        case .number(let range, let unit):
            let parts = text.split(separator: " ")
            guard parts.count == 2, parts[1] == unit, let value = Int(parts[0]), range.contains(value) else {
                return false
            }
            set(field, to: value)
        }
        return true
    }

    private mutating func set(_ field: Field, to value: Int) {
        switch field {
        case .maximumCommand: maximumCommand = value
        case .maximumAnswer: maximumAnswer = value
        case .removalDelay: removalDelay = value
        case .delayAfterInsertion: delayAfterInsertion = value
        case .pauseBetweenCommands: pauseBetweenCommands = value
        case .extendedLength, .reset: break
        }
    }

    fileprivate static let bytes = "bytes"
    fileprivate static let milliseconds = "ms"
}

extension ReaderQuirks.Field {
    package var form: ReaderQuirks.Form {
        switch self {
        case .extendedLength: .words(ReaderQuirks.ExtendedLength.allCases.map(\.rawValue))
        case .reset: .words(ReaderQuirks.Reset.allCases.map(\.rawValue))
        // From what a short exchange with a card cannot do without, to the longest extended one.
        case .maximumCommand: .number(64...65_544, unit: ReaderQuirks.bytes)
        case .maximumAnswer: .number(66...65_538, unit: ReaderQuirks.bytes)
        case .removalDelay: .number(0...10_000, unit: ReaderQuirks.milliseconds)
        case .delayAfterInsertion: .number(0...5_000, unit: ReaderQuirks.milliseconds)
        case .pauseBetweenCommands: .number(0...1_000, unit: ReaderQuirks.milliseconds)
        }
    }

    /// What it says of a reader, as drivers/reader-quirks/README.md has it.
    package var meaning: String {
        switch self {
        case .extendedLength:
            "extended Lc and Le: `none` gets through, or it `works` although the reader says nothing of it"
        case .maximumCommand: "the longest command APDU that gets through, header and lengths included"
        case .maximumAnswer: "the longest answer that gets through, status word included"
        case .removalDelay: "how late the reader tells at most that a card was taken away"
        case .delayAfterInsertion: "how long after a card came the reader loses commands"
        case .pauseBetweenCommands: "how long after an answer the reader loses the next command"
        case .reset: "only taking the card's `power` resets it; a reset by the reader leaves its session open"
        }
    }

    /// The value's form, as the README and messages have it.
    package var formText: String {
        switch form {
        case .words(let words): words.map { "`\($0)`" }.joined(separator: " or ")
        case .number(let range, let unit): "`\(range.lowerBound) \(unit)` to `\(range.upperBound) \(unit)`"
        }
    }
}

extension ReaderQuirks: CustomStringConvertible {
    /// `extendedLength none, maximumAnswer 255 bytes`; empty where there is none.
    package var description: String {
        Field.allCases.compactMap { field in text(field).map { "\(field.rawValue) \($0)" } }.joined(separator: ", ")
    }
}
