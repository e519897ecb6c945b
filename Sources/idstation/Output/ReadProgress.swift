import EMRTD
import Foundation
import LDS

/// Shows a read as it happens: a line a step, a bar while a file's bytes arrive.
struct ReadProgress: Sendable {
    func show(_ event: ReadEvent) {
        switch event {
        case .began(let phase):
            if Console.isTerminal { Console.overwrite("  \(phase) …") }
        case .progress(let file, let received, let total):
            if Console.isTerminal { Console.overwrite(Self.bar(file, received, total)) }
        case .cardLeft(let time):
            if Console.isTerminal { Console.overwrite("") }
            Console.note("  ! the card left the reader: put it back within \(time.components.seconds) s")
        case .ended(let phase, let succeeded):
            if Console.isTerminal { Console.overwrite("") }
            Console.note("  \(succeeded ? "✓" : "–") \(phase)\(succeeded ? "" : ": not here, or closed")")
        }
    }

    /// `EF.DG2 [########············]  41 %`
    static func bar(_ file: ElementaryFile, _ received: Int, _ total: Int) -> String {
        let share = total > 0 ? min(received, total) * 20 / total : 20
        let percent = total > 0 ? min(received, total) * 100 / total : 100
        return "  \(file) [" + String(repeating: "#", count: share) + String(repeating: "·", count: 20 - share)
            + "] \(percent) %"
    }
}
