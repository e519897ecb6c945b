/// Something that goes wrong at a known place, so that a test can ask for it.
package enum CardFault: Sendable, Hashable, Codable {
    /// The card leaves the field instead of answering this command, counted from 1.
    case leave(atCommand: Int)
    /// From this command on the card answers bytes without meaning.
    case rubbish(fromCommand: Int)
    /// From this command on the card answers a single byte.
    case oneByte(fromCommand: Int)
}

extension CardFault {
    /// Reads `leave:40`, `rubbish:3`, `one-byte:1`, the form that `idcard insert --fault` takes.
    package init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let number = Int(parts[1]), number > 0 else { return nil }
        switch parts[0] {
        case "leave": self = .leave(atCommand: number)
        case "rubbish": self = .rubbish(fromCommand: number)
        case "one-byte": self = .oneByte(fromCommand: number)
        default: return nil
        }
    }
}
