import EMRTD
import Foundation
import SmartCard

/// What each step of a read cost: time, exchanges, bytes on the wire.
struct TimingOutput: Encodable {
    struct Step: Encodable {
        let phase: String
        let milliseconds: Double
        let exchanges: Int
        let bytesSent: Int
        let bytesReceived: Int
    }

    let steps: [Step]
    /// From the connection to the last byte; more than the steps' sum by connecting and resetting the card.
    let totalMilliseconds: Double

    init(_ reading: Desk.Reading) {
        steps = reading.document.measures.map {
            Step(
                phase: $0.phase.description, milliseconds: $0.duration.milliseconds, exchanges: $0.count.exchanges,
                bytesSent: $0.count.bytesSent, bytesReceived: $0.count.bytesReceived)
        }
        totalMilliseconds = reading.duration.milliseconds
    }

    /// A table for people.
    var table: String {
        func line(_ phase: String, _ columns: [String]) -> String {
            phase.padding(toLength: 22, withPad: " ", startingAt: 0)
                + columns.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
        }
        func row(_ phase: String, _ milliseconds: Double, _ counts: [Int]) -> String {
            line(phase, [String(format: "%.1f", milliseconds)] + counts.map(String.init))
        }
        var rows = [line("step", ["ms", "exchanges", "sent", "received"])]
        rows += steps.map { row($0.phase, $0.milliseconds, [$0.exchanges, $0.bytesSent, $0.bytesReceived]) }
        rows.append(
            row(
                "all, with connecting", totalMilliseconds,
                [
                    steps.map(\.exchanges).reduce(0, +), steps.map(\.bytesSent).reduce(0, +),
                    steps.map(\.bytesReceived).reduce(0, +),
                ]))
        return rows.joined(separator: "\n")
    }
}

extension Duration {
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }
}
