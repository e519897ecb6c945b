import StationWeb

/// A 2D scanner at a kiosk's serial port: the page is told that there is a scan, and nothing of what it says; it comes and
/// takes it.
final class KioskScans: Sendable {
    private let waiting = WaitingScan()
    private let (changes, changed) = AsyncStream.makeStream(
        of: DeskEvent.self, bufferingPolicy: .bufferingNewest(8))

    func scanned(_ text: String) {
        waiting.put(text)
        changed.yield(DeskEvent("scanned", ""))
    }

    func take() -> String? { waiting.take() }

    /// The reader's events, and those of the scanner.
    func events(beside cards: AsyncStream<DeskEvent>) -> AsyncStream<DeskEvent> {
        let changes = changes
        return AsyncStream { continuation in
            let tasks = [
                Task { for await event in cards { continuation.yield(event) } },
                Task { for await event in changes { continuation.yield(event) } },
            ]
            continuation.onTermination = { _ in for task in tasks { task.cancel() } }
        }
    }
}
