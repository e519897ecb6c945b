package import SmartCard

extension RunReport {
    /// What the run found out about the reader, as quirks that a station applies. Empty where the reader does what it says.
    ///
    /// What the card refuses is no quirk of the reader and not among them. Where commands need pauses, they are all that is
    /// learned.
    package var readerQuirks: ReaderQuirks {
        var quirks = ReaderQuirks()
        quirks.pauseBetweenCommands = quirk("pause-between-commands")
        // What was lost for want of a pause would be taken for a limit.
        guard quirks.pauseBetweenCommands == nil else { return quirks.withinBounds }
        let (command, answer) = (quirk("longest-command"), quirk("longest-answer"))
        let carriesLongAnswers = findings.contains { $0.name == "longest-answer" && ($0.measure ?? 0) > 256 }
        // 255 bytes are the last that go with a short Lc.
        if command == 255, !carriesLongAnswers {
            quirks.extendedLength = .absent
        } else if let command {
            quirks.maximumCommand = Self.length(ofCommand: command)
        }
        // With a status word; and 256 is what is left where extended lengths are absent.
        if let answer, answer < 256 || quirks.extendedLength == nil { quirks.maximumAnswer = answer + 2 }
        if quirk("answer-of-256") != nil {
            // The answer had 258 bytes, and lost its end: shorter ones than 256 are known to arrive.
            quirks.maximumAnswer = min(quirks.maximumAnswer ?? .max, 255)
        }
        quirks.removalDelay = quirk("removal-delay")
        quirks.delayAfterInsertion = quirk("ready-after")
        if findings.contains(where: { $0.name == "reset" && $0.isQuirk }) { quirks.reset = .power }
        return quirks.withinBounds
    }

    private func quirk(_ name: String) -> Int? { findings.last { $0.name == name && $0.isQuirk }?.measure }

    /// SELECT with so many bytes of name: header, Lc, and no Le.
    private static func length(ofCommand data: Int) -> Int { 4 + (data > 255 ? 3 : 1) + data }
}

extension ReaderQuirks {
    /// The same with each number moved into what its field takes.
    fileprivate var withinBounds: ReaderQuirks {
        var bounded = ReaderQuirks()
        for field in Field.allCases {
            guard let text = text(field) else { continue }
            if bounded.set(field, to: text) { continue }
            guard case .number(let range, let unit) = field.form,
                let number = text.split(separator: " ").first.flatMap({ Int($0) })
            else { continue }
            _ = bounded.set(field, to: "\(min(max(number, range.lowerBound), range.upperBound)) \(unit)")
        }
        return bounded
    }
}
