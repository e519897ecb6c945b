import Synchronization
import UnixSignals

/// Ctrl-C: the first asks for an end after the running case, the second ends the program as ever.
final class Interruption: Sendable {
    private let asked = Mutex(false)
    private let task = Mutex<Task<Void, Never>?>(nil)

    init() {
        let listener = Task { [weak self] in
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
            for await _ in signals {
                guard let self else { return }
                let isFirst = self.asked.withLock { asked in
                    defer { asked = true }
                    return !asked
                }
                if !isFirst { return Self.leave() }
                Console.note("\nidstation: ending after the running case; once more ends at once")
            }
        }
        task.withLock { $0 = listener }
    }

    var isAsked: Bool { asked.withLock { $0 } }

    func end() { task.withLock { $0?.cancel() } }

    private static func leave() { Console.leave(130) }
}
