/// One thing that happened between a station and a card; a line or two of a trace.
package enum TraceEvent: Sendable, Hashable {
    /// The reader's name.
    case reader(String)
    /// What the link said that it carries.
    case limits(ChannelLimits)
    case answerToReset([UInt8])
    /// The station begins a step: `PACE`, `EF.DG2`.
    case step(String)
    /// An exchange as it went over the link.
    case exchange(TracedExchange)
    /// What was inside secure messaging; follows the exchange, or the chain of exchanges, that carried it.
    case protected(TracedExchange)
    /// The station reset the card, or waited for it to come back.
    case reset
    /// Random bytes that the station drew. In full traces only.
    case random([UInt8])
    /// The private half of a key pair that the station made for this card. In full traces only.
    case key([UInt8])
    /// How long each exchange of the step took, in milliseconds.
    case times([Int])
}

extension TraceEvent {
    /// The event as the lines of a trace, without line ends.
    package var lines: [String] {
        switch self {
        case .reader(let name): ["reader \(Self.printable(name))"]
        case .limits(let limits): ["limits \(limits.maximumCommandData) \(limits.maximumResponseData)"]
        case .answerToReset(let bytes): ["atr \(Hex.string(bytes))"]
        case .step(let name): ["step \(Self.printable(name))"]
        case .exchange(let exchange): Self.lines(exchange, indent: "")
        case .protected(let exchange): Self.lines(exchange, indent: "  ")
        case .reset: ["reset"]
        case .random(let bytes): ["random \(Hex.string(bytes))"]
        case .key(let bytes): ["key \(Hex.string(bytes))"]
        case .times(let times): ["ms " + times.map(String.init).joined(separator: " ")]
        }
    }

    private static func lines(_ exchange: TracedExchange, indent: String) -> [String] {
        let command = exchange.command
        var words = [">", Hex.string(command.header)]
        if command.data.count > 0 { words.append(text(command.data)) }
        if let length = command.expectedLength { words.append("ne=\(length)") }
        if command.isExtended { words.append("extended") }
        var answer: [String]
        switch exchange.answer {
        case .answer(let data, let status):
            answer = data.count > 0 ? ["<", text(data), status.description] : ["<", status.description]
        case .failure(let code): answer = ["!", code.rawValue]
        }
        return [words, answer].map { indent + $0.joined(separator: " ") }
    }

    private static func text(_ data: TracedData) -> String {
        switch data {
        case .bytes(let bytes): Hex.string(bytes)
        case .redacted(let count): "(\(count))"
        }
    }

    /// A name that a reader or a card gave, without what would end or forge a line.
    static func printable(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(200).map { $0.value < 0x20 ? "?" : $0 }))
    }
}
