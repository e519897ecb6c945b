import EMRTD
import Foundation
import LDS
import Synchronization

/// Shows a read as it happens: a line a step, a bar while a file's bytes arrive.
final class ReadProgress: Sendable {
    private let shown = Mutex<ElementaryFile?>(nil)
    private let isQuiet: Bool

    init(isQuiet: Bool = false) { self.isQuiet = isQuiet }

    func show(_ event: ReadEvent) {
        guard !isQuiet else { return }
        switch event {
        case .began(let phase):
            if Console.isTerminal { Console.overwrite("  \(phase) …") }
        case .progress(let file, let received, let total):
            if Console.isTerminal { Console.overwrite(Self.bar(file, received, total)) }
            if received == total { shown.withLock { $0 = file } }
        case .ended(let phase):
            end(phase)
        }
    }

    private func end(_ phase: ReadPhase) {
        let wasRead = shown.withLock { file in
            defer { file = nil }
            return file.map { phase == .file($0) || phase == .cardAccess } ?? false
        }
        if Console.isTerminal { Console.overwrite("") }
        switch phase {
        case .file, .cardAccess:
            Console.note("  \(wasRead ? "✓" : "–") \(phase)\(wasRead ? "" : " (not readable here)")")
        case .pace, .bac, .chipAuthentication: Console.note("  · \(phase)")
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
