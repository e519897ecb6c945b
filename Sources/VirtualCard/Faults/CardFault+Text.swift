import SmartCard

/// The text of a fault, `EFFECT@MOMENT`, in profiles, in `card.json` and on the command line. `docs/virtual-cards.md` has
/// the table.
extension CardFault: Codable {
    /// Reads `leave@40`, `status:6B00@read#3`, `flip:17@every:10`, `alter:DG13@session:2`.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let effect = Effect(parts[0]), let moment = Moment(parts[1]) else { return nil }
        self.init(effect, at: moment)
    }

    /// The text again.
    package var text: String { "\(effect.text)@\(moment.text)" }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let fault = CardFault(text) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "unknown card fault \(text)"))
        }
        self = fault
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension CardFault.Effect {
    private static let flags: [Substring: Self] = [
        "leave": .leave, "silence": .silence, "rubbish": .rubbish, "one-byte": .oneByte, "nothing": .nothing,
        "replay": .replay, "fill": .fill,
    ]

    private static let valued: [Substring: @Sendable (Substring) -> Self?] = [
        "delay": { number($0, to: 600_000).map { .delay(milliseconds: $0) } },
        "status": { StatusWord(hexadecimal: $0).map { .status($0) } },
        "plain-status": { StatusWord(hexadecimal: $0).map { .plainStatus($0) } },
        "refuse": { StatusWord(hexadecimal: $0).map { .refuse($0) } },
        "flip": { number($0, to: 0x7_FFFF).map { .flip(bit: $0) } },
        "truncate": { number($0, to: 0x1_0000).map { .truncate($0) } },
        "pad": { number($0, to: 0x1_0000).map { .pad($0) } },
        "limit": { number($0, to: 0x1_0000).map { .limit($0) } },
        "alter": { $0.isEmpty ? nil : .alter(String($0)) },
    ]

    private static func number(_ text: Substring, to limit: Int) -> Int? {
        Int(text).flatMap { (0...limit).contains($0) ? $0 : nil }
    }

    /// What comes before the colon of each.
    package static var names: [String] { (flags.keys.map(String.init) + valued.keys.map(String.init)).sorted() }

    init?(_ text: Substring) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let flag = Self.flags[text] else { return nil }
            self = flag
        case 2:
            guard let made = Self.valued[parts[0]]?(parts[1]) else { return nil }
            self = made
        default: return nil
        }
    }

    package var text: String {
        switch self {
        case .delay(let milliseconds): "delay:\(milliseconds)"
        case .status(let word): "status:\(word)"
        case .plainStatus(let word): "plain-status:\(word)"
        case .refuse(let word): "refuse:\(word)"
        case .flip(let bit): "flip:\(bit)"
        case .truncate(let count): "truncate:\(count)"
        case .pad(let count): "pad:\(count)"
        case .limit(let count): "limit:\(count)"
        case .alter(let file): "alter:\(file)"
        case .leave: "leave"
        case .silence: "silence"
        case .rubbish: "rubbish"
        case .oneByte: "one-byte"
        case .nothing: "nothing"
        case .replay: "replay"
        case .fill: "fill"
        }
    }
}

extension CardFault.Moment {
    init?(_ text: Substring) {
        let onwards = text.hasSuffix("+")
        let text = onwards ? text.dropLast() : text
        func positive(_ text: Substring) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
        if let number = positive(text) {
            self = .command(number, onwards: onwards)
        } else if text.hasPrefix("every:"), !onwards, let number = positive(text.dropFirst(6)) {
            self = .every(number)
        } else if text.hasPrefix("session:"), !onwards, let number = positive(text.dropFirst(8)) {
            self = .session(number)
        } else {
            let parts = text.split(separator: "#", omittingEmptySubsequences: false)
            guard let kind = parts.first.flatMap({ CardFault.CommandKind(rawValue: String($0)) }), parts.count <= 2,
                let number = parts.count == 2 ? positive(parts[1]) : 1
            else { return nil }
            self = .kind(kind, number, onwards: onwards)
        }
    }

    package var text: String {
        switch self {
        case .command(let number, let onwards): "\(number)\(onwards ? "+" : "")"
        case .every(let number): "every:\(number)"
        case .kind(let kind, let number, let onwards): "\(kind.rawValue)#\(number)\(onwards ? "+" : "")"
        case .session(let number): "session:\(number)"
        }
    }
}

extension StatusWord {
    /// Reads four hexadecimal digits.
    init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == 4, let value = UInt16(text, radix: 16) else { return nil }
        self.init(rawValue: value)
    }
}
