import Conformance
import Foundation
import Synchronization

/// Shows a run while it goes on: on a terminal one line that changes, and a line for each case that failed; elsewhere a line
/// a case.
final class HilProgress: Sendable {
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    func show(_ event: RunEvent) {
        switch event {
        case .began(let test, let number, let count):
            guard Console.isTerminal else { return }
            Console.overwrite("  [\(Self.bar(number, count))] \(number)/\(count) \(test.id) \(test.title)")
        case .ended(let result, let number, let count):
            let isNews = ["failed", "inconclusive"].contains(result.verdict.word)
            if Console.isTerminal {
                if isNews {
                    Console.overwrite("")
                    Console.note("  ✗ \(result.id) \(result.title): \(result.verdict.reason ?? "")")
                }
                return
            }
            guard !isQuiet || isNews else { return }
            Console.note("\(number)/\(count) \(result.verdict.word) \(result.id) \(result.milliseconds) ms")
        }
    }

    func end() { if Console.isTerminal { Console.overwrite("") } }

    private static func bar(_ number: Int, _ count: Int) -> String {
        let share = count > 0 ? min(number, count) * 20 / count : 20
        return String(repeating: "#", count: share) + String(repeating: "·", count: 20 - share)
    }
}

/// The first result that could not be kept.
final class WriteFailure: Sendable {
    private let first = Mutex<Failure?>(nil)

    var error: Failure? { first.withLock { $0 } }

    func note(_ error: any Error) {
        first.withLock { first in
            first =
                first
                ?? Failure(
                    .stationFailed, code: "state-not-written", "the run could not be kept: \(error)",
                    remedy: "Look at the disk's space, then go on with --resume.")
        }
    }
}
