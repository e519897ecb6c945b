internal import SmartCard

/// The machine's smart card service, pcscd: its readers, and what happens at them.
///
/// Each use connects anew, so the value may be kept and shared, and works again when pcscd was restarted.
/// `PCSCLITE_CSOCK_NAME` in the environment leads to another pcscd than the machine's own.
package struct SmartCardService: Sendable {
    package init() {}

    /// The readers of this moment, in pcscd's order. None is an empty list; no pcscd is an error.
    package func readers() async throws -> [Reader] {
        try await ReaderWatcher().look()
    }

    /// Readers and cards as they come and go, beginning with those that are there. Ends when nobody listens any more.
    package func events() -> AsyncStream<ReaderEvent> {
        AsyncStream { continuation in
            let task = Task {
                let watcher = ReaderWatcher()
                var down: SmartCardError?
                while !Task.isCancelled {
                    let before = await watcher.readers
                    do {
                        for event in try await watcher.next() { continuation.yield(event) }
                        down = nil
                    } catch let error as SmartCardError {
                        for event in ReaderEvent.between(before, []) { continuation.yield(event) }
                        if down != error { continuation.yield(.serviceDown(error)) }
                        down = error
                        try? await Task.sleep(for: .seconds(1))
                    } catch {
                        break
                    }
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
