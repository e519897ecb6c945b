extension ReaderQuirks {
    /// What an exchange may carry: what the reader says, corrected by what is known.
    package func limits(correcting told: ChannelLimits) -> ChannelLimits {
        var limits =
            switch extendedLength {
            case .absent: told.capped(by: .short)
            case .works: ChannelLimits.extended
            case nil: told
            }
        if let maximumCommand {
            limits.maximumCommandData = min(limits.maximumCommandData, Self.commandData(within: maximumCommand))
        }
        if let maximumAnswer {
            limits.maximumResponseData = min(limits.maximumResponseData, max(1, maximumAnswer - 2))
        }
        return limits
    }

    /// The most data bytes of a command of so many bytes, with a Le behind them: 4 of header, 1 Lc, 1 Le, and 3 and 2 where
    /// the lengths are extended.
    private static func commandData(within bytes: Int) -> Int {
        let extended = bytes - 4 - 3 - 2
        return extended > 255 ? extended : max(1, min(255, bytes - 4 - 1 - 1))
    }
}

extension ChannelLimits {
    /// The smaller one of each.
    package func capped(by other: ChannelLimits) -> ChannelLimits {
        ChannelLimits(
            maximumCommandData: min(maximumCommandData, other.maximumCommandData),
            maximumResponseData: min(maximumResponseData, other.maximumResponseData))
    }
}
