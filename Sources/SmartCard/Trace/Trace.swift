/// A recorded conversation between a station and a card, as a text of lines that `diff` can compare.
///
/// `docs/traces.md` tells the format. It holds no time of day, and how long things took stands on lines of its own.
package struct Trace: Sendable, Hashable {
    /// Whether everything was recorded, secrets and personal data included; else shapes and status words.
    package var isFull: Bool
    package var events: [TraceEvent]

    package init(isFull: Bool, events: [TraceEvent] = []) {
        self.isFull = isFull
        self.events = events
    }

    /// The version of the format.
    package static let version = 1

    /// The first line of every trace.
    package static func heading(isFull: Bool) -> String { "chip-id-trace \(version) \(isFull ? "full" : "redacted")" }

    /// The text, each line ended.
    package var text: String {
        ([Self.heading(isFull: isFull)] + events.flatMap(\.lines)).map { $0 + "\n" }.joined()
    }

    /// Exchanges over the link, in order.
    package var exchanges: [TracedExchange] {
        events.compactMap { if case .exchange(let exchange) = $0 { exchange } else { nil } }
    }

    /// The ATR that the card told first.
    package var answerToReset: [UInt8]? {
        events.lazy.compactMap { if case .answerToReset(let bytes) = $0 { bytes } else { nil } }.first
    }

    /// What the link said that it carries.
    package var limits: ChannelLimits? {
        events.lazy.compactMap { if case .limits(let limits) = $0 { limits } else { nil } }.first
    }
}
