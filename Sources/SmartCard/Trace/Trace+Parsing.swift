extension Trace {
    /// The longest text that is read as a trace; a full reading with its fingerprints is a tenth of it.
    package static let longestText = 1 << 24

    /// Reads a trace. Empty lines and lines that begin with `#` are passed over. A last line without its end, as a
    /// station leaves it that lost its power, is passed over too.
    ///
    /// Throws ``SmartCardError/Code/malformedTrace`` with the line's number.
    package init(parsing text: String) throws(SmartCardError) {
        guard text.utf8.count <= Self.longestText else {
            throw SmartCardError(.malformedTrace, "the trace is longer than 16 MiB", fault: .station)
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        switch lines.first {
        case Substring(Self.heading(isFull: true)): self.init(isFull: true)
        case Substring(Self.heading(isFull: false)): self.init(isFull: false)
        default:
            throw SmartCardError(
                .malformedTrace, "this is no trace: it does not begin with “\(Self.heading(isFull: false))”",
                fault: .station)
        }
        var command: TracedCommand?
        for (index, line) in lines.enumerated().dropFirst() {
            let words = line.split(separator: " ")
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            let event: TraceEvent?
            switch (first, command) {
            case (">", nil):
                command = TracedCommand(words: words.dropFirst())
                guard command != nil else { throw Self.malformed(index) }
                continue
            case ("<", let asked?), ("!", let asked?):
                event = TracedAnswer(words: words).map {
                    let exchange = TracedExchange(asked, $0)
                    return line.hasPrefix(" ") ? .protected(exchange) : .exchange(exchange)
                }
                command = nil
            case (_, nil): event = TraceEvent(line: line, words)
            default: event = nil
            }
            guard let event else { throw Self.malformed(index) }
            events.append(event)
        }
    }

    private static func malformed(_ index: Int) -> SmartCardError {
        SmartCardError(.malformedTrace, "line \(index + 1) of the trace is none that the format knows", fault: .station)
    }
}

extension TraceEvent {
    /// Reads a line that is neither command nor answer.
    fileprivate init?(line: Substring, _ words: [Substring]) {
        let rest = line.drop { $0 != " " }.dropFirst()
        switch words.first {
        case "reader": self = .reader(Self.printable(String(rest)))
        case "step": self = .step(Self.printable(String(rest)))
        case "reset" where words.count == 1: self = .reset
        case "limits":
            let numbers = words.dropFirst().compactMap { Int($0) }
            guard words.count == 3, numbers.count == 2, numbers.allSatisfy({ (1...0x1_0000).contains($0) }) else {
                return nil
            }
            self = .limits(ChannelLimits(maximumCommandData: numbers[0], maximumResponseData: numbers[1]))
        case "atr", "random", "key":
            guard let bytes = Hex.bytes(rest) else { return nil }
            self = words[0] == "atr" ? .answerToReset(bytes) : words[0] == "random" ? .random(bytes) : .key(bytes)
        case "ms":
            let times = words.dropFirst().compactMap { Int($0) }
            guard times.count == words.count - 1 else { return nil }
            self = .times(times)
        default: return nil
        }
    }
}

extension TracedData {
    fileprivate init?(_ word: Substring) {
        if word.hasPrefix("("), word.hasSuffix(")") {
            guard let count = Int(word.dropFirst().dropLast()), (0...0x1_0000).contains(count) else { return nil }
            self = .redacted(count: count)
        } else {
            guard let bytes = Hex.bytes(word), bytes.count <= 0x1_0000 else { return nil }
            self = .bytes(bytes)
        }
    }
}

extension TracedCommand {
    fileprivate init?(words: ArraySlice<Substring>) {
        guard let header = words.first.flatMap({ Hex.bytes($0) }), header.count == 4 else { return nil }
        self.init(header: header, data: .bytes([]))
        for word in words.dropFirst() {
            if word == "extended" {
                isExtended = true
            } else if word.hasPrefix("ne="), let length = Int(word.dropFirst(3)), (1...0x1_0000).contains(length) {
                expectedLength = length
            } else if let data = TracedData(word) {
                self.data = data
            } else {
                return nil
            }
        }
    }
}

extension TracedAnswer {
    fileprivate init?(words: [Substring]) {
        if words[0] == "!" {
            guard words.count == 2 else { return nil }
            self = .failure(SmartCardError.Code(rawValue: String(words[1])))
            return
        }
        guard (2...3).contains(words.count), let status = words.last.flatMap({ Hex.bytes($0) }), status.count == 2
        else {
            return nil
        }
        var data = TracedData.bytes([])
        if words.count == 3 {
            guard let told = TracedData(words[1]) else { return nil }
            data = told
        }
        self = .answer(data, StatusWord(rawValue: UInt16(status[0]) << 8 | UInt16(status[1])))
    }
}
