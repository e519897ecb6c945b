/// Leaves out of a trace whatever could tell a person, a password or a key: bytes become their number.
///
/// What stays is what a fault shows itself in: headers, lengths, status words, which file was selected, which algorithms
/// were set, and EF.CardAccess, which every passer-by can read and which is the same for a whole production.
package struct TraceRedaction: Sendable {
    private var showsNextReads = false

    package init() {}

    /// The exchange as it may be kept.
    package mutating func redact(_ exchange: TracedExchange) -> TracedExchange {
        var exchange = exchange
        let header = exchange.command.header
        let (isProtected, instruction) = (header[0] & 0x0C != 0, header[1])
        if isProtected { showsNextReads = false }
        if !isProtected, instruction == 0xA4 {
            showsNextReads = exchange.command.data == .bytes(Self.cardAccess)
            // File identifiers and application identifiers.
        } else if !isProtected, instruction == 0x22, header[2] == 0xC1 {
            // MSE:Set AT of PACE: an object identifier, and which kind of password.
        } else {
            exchange.command.data = Self.hidden(exchange.command.data)
        }
        if instruction == 0xB0, header[2] & 0x80 != 0 { showsNextReads = !isProtected && header[2] == 0x9C }
        let shows = showsNextReads && (instruction == 0xB0 || instruction == 0xC0)
        if case .answer(let data, let status) = exchange.answer, !shows {
            exchange.answer = .answer(Self.hidden(data), status)
        }
        return exchange
    }

    /// EF.CardAccess (Doc 9303-10 §3.11.3); its short identifier is 1C.
    private static let cardAccess: [UInt8] = [0x01, 0x1C]

    private static func hidden(_ data: TracedData) -> TracedData {
        data.count == 0 ? data : .redacted(count: data.count)
    }
}
