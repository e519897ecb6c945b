import LDS
import SmartCard

/// What goes wrong with the command under way, where the card asks for it.
extension VirtualCard {
    /// How long the card takes: its own pace, and what delays it.
    func time(for command: [UInt8], _ answer: [UInt8]) -> Duration {
        let delays = effects.map { if case .delay(let milliseconds) = $0 { milliseconds } else { 0 } }
        let isOperation = command.count > 1 && ReaderModel.Link.cryptographicInstructions.contains(command[1])
        let pace = image.behaviour.timing?.link.duration(
            exchanges: 1, bytes: command.count + answer.count, cryptographicOperations: isOperation ? 1 : 0)
        return (pace ?? .zero) + .milliseconds(delays.reduce(0, +))
    }

    /// What the card says instead of doing what it was asked.
    var imposedStatus: StatusWord? {
        effects.lazy.compactMap { if case .status(let word) = $0 { word } else { nil } }.first
    }

    /// Whether READ BINARY beyond the end is filled.
    var fillsReads: Bool { image.behaviour.quirks.contains(.padsShortReads) || effects.contains(.fill) }

    /// The most bytes that READ BINARY gives just now.
    var readLimit: Int? { effects.lazy.compactMap { if case .limit(let count) = $0 { count } else { nil } }.first }

    /// A file's bytes as the card shows them just now.
    func shown(_ file: RawFile) -> [UInt8] {
        guard effects.contains(.alter(file.file.shortName)), let last = file.bytes.last else { return file.bytes }
        return file.bytes.dropLast() + [last ^ 0x01]
    }
}
