extension CounterView {
    /// A finger and how far its capture is.
    package struct Finger: Sendable, Encodable {
        /// SBI's bioSubType: `Left IndexFinger`.
        package var finger: String
        /// `open`, `captured`, `poor` or `missing`.
        package var state: String
        /// 0 to 100.
        package var quality: Int?
        package var attempts: Int
        /// Why it is missing.
        package var reason: String?

        package init(
            finger: String, state: String, quality: Int? = nil, attempts: Int = 0, reason: String? = nil
        ) {
            self.finger = finger
            self.state = state
            self.quality = quality
            self.attempts = attempts
            self.reason = reason
        }
    }
}

extension CounterView {
    /// The fingerprint scanner.
    package struct FingersDevice: Sendable, Encodable {
        package var name: String
        package var ready: Bool

        package init(
            name: String, ready: Bool
        ) {
            self.name = name
            self.ready = ready
        }
    }
}
