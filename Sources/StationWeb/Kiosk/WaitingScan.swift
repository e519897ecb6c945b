import Synchronization

/// What a scanner at a serial port read at a kiosk, until the page asks for it: it is given out once, and forgotten after
/// the time that anything of a citizen stays at a kiosk.
package final class WaitingScan: Sendable {
    private let state = Mutex<(number: Int, text: String?)>((0, nil))
    private static let longest = Duration.seconds(30)

    package init() {}

    /// Keeps a scan in the place of an earlier one.
    package func put(_ text: String) {
        let number = state.withLock { state in
            state = (state.number + 1, text)
            return state.number
        }
        Task { [self] in
            try await Task.sleep(for: Self.longest)
            state.withLock { if $0.number == number { $0.text = nil } }
        }
    }

    /// The scan, where one waits; nobody gets it again.
    package func take() -> String? {
        state.withLock { state in
            defer { state.text = nil }
            return state.text
        }
    }
}
