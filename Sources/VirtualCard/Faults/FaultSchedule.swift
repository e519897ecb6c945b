import SmartCard

/// Counts what a card was asked and tells which faults are due.
struct FaultSchedule {
    let faults: [CardFault]
    /// Commands since the card was made.
    private(set) var commands = 0
    /// Which session this is: power-ons and resets with a command between them.
    private(set) var sessions = 1
    private var kinds: [CardFault.CommandKind: Int] = [:]
    /// Answers of the session under way and of the one before, for a card that repeats itself. A session that is longer
    /// than any reading is kept up to there.
    private var answers: [[UInt8]] = []
    private var earlierAnswers: [[UInt8]] = []
    private static let longestSession = 2_000

    init(_ faults: [CardFault]) { self.faults = faults }

    /// A new session begins.
    mutating func beginSession() {
        guard !answers.isEmpty else { return }
        sessions += 1
        (earlierAnswers, answers) = (answers, [])
    }

    /// What goes wrong with this command.
    mutating func due(_ command: [UInt8]) -> [CardFault.Effect] {
        commands += 1
        let kind = command.count > 1 ? CardFault.CommandKind(instruction: command[1]) : nil
        if let kind { kinds[kind, default: 0] += 1 }
        return faults.filter { fault in
            switch fault.moment {
            case .command(let number, let onwards): commands == number || onwards && commands > number
            case .every(let number): commands.isMultiple(of: number)
            case .session(let number): sessions >= number
            case .kind(let wanted, let number, let onwards):
                kind == wanted && (kinds[wanted] == number || onwards && kinds[wanted, default: 0] > number)
            }
        }.map(\.effect)
    }

    /// Does to an answer what the effects say.
    mutating func distort(_ answer: [UInt8], _ effects: [CardFault.Effect]) -> [UInt8] {
        var bytes = answer
        for effect in effects { effect.distort(&bytes) }
        if effects.contains(.replay), earlierAnswers.indices.contains(answers.count) {
            bytes = earlierAnswers[answers.count]
        }
        if answers.count < Self.longestSession { answers.append(answer) }
        return bytes
    }
}

extension CardFault.Effect {
    fileprivate func distort(_ bytes: inout [UInt8]) {
        switch self {
        case .plainStatus(let word): bytes = [word.sw1, word.sw2]
        case .rubbish: bytes = (0..<40).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
        case .oneByte: bytes = [0x90]
        case .nothing: bytes = []
        case .flip(let bit): if bit / 8 < bytes.count { bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
        case .truncate(let count): bytes.removeLast(min(count, bytes.count))
        case .pad(let count):
            bytes.insert(contentsOf: [UInt8](repeating: 0x5A, count: count), at: max(0, bytes.count - 2))
        case .leave, .silence, .delay, .status, .refuse, .limit, .fill, .replay, .alter: break
        }
    }
}
