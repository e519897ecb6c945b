/// The fingers of one person while they are taken: what is there, what is poor, what is missing and why.
///
/// A state machine without a device: ``plan(_:)`` says what to ask for, ``record(_:of:)`` takes what came. Codable, so that
/// a draft keeps it. Trying again never makes anything worse: the best capture of a finger stays.
package struct FingerCollection: Sendable, Hashable, Codable {
    /// Where one finger stands.
    package enum State: String, Sendable, Hashable, Codable {
        case open, captured, poor, missing
    }

    /// One finger's row.
    package struct Finger: Sendable, Hashable, Codable {
        package let position: FingerPosition
        /// The best capture so far.
        package internal(set) var best: CapturedFinger?
        package internal(set) var attempts = 0
        /// Why there is no such finger, in the officer's words or a code; nil where there is one.
        package internal(set) var missingReason: String?
    }

    package private(set) var fingers: [Finger]
    package let minimumQuality: Double
    /// After so many tries a poor finger is taken as it is.
    package let mostAttempts: Int
    /// The hash of the last block that any capture gave: the next one continues it. nil: none yet.
    package private(set) var lastHash: [UInt8]?

    /// - Parameters:
    ///   - positions: the fingers that the procedure wants, each once.
    ///   - minimumQuality: 0 to 100.
    ///   - attempts: at least 1.
    package init(_ positions: [FingerPosition], minimumQuality: Double, attempts: Int) {
        var seen: Set<FingerPosition> = []
        fingers = positions.filter { seen.insert($0).inserted }.map { Finger(position: $0) }
        self.minimumQuality = minimumQuality
        mostAttempts = max(1, attempts)
    }

    package func state(_ position: FingerPosition) -> State? {
        fingers.first { $0.position == position }.map(state)
    }

    package func state(_ finger: Finger) -> State {
        if finger.missingReason != nil { return .missing }
        guard let best = finger.best else { return .open }
        return best.quality >= minimumQuality ? .captured : .poor
    }

    /// Whether nothing more is to be done for the finger: good, missing, or poor after the last try.
    package func isSettled(_ finger: Finger) -> Bool {
        switch state(finger) {
        case .captured, .missing: true
        case .poor: finger.attempts >= mostAttempts
        case .open: false
        }
    }

    package var isComplete: Bool { fingers.allSatisfy(isSettled) }

    /// What the officer hears while fingers are poor: `fingerprint-poor`, retryable as long as tries are left.
    package var shortfall: FingerprintFailure? {
        let poor = fingers.filter { state($0) == .poor }
        guard !poor.isEmpty else { return nil }
        return poor.allSatisfy(isSettled)
            ? FingerprintFailure(
                .poor, "\(poor.count) fingers stayed poor after \(mostAttempts) tries; the best pictures are kept.",
                retryable: false)
            : FingerprintFailure(
                .poor, "\(poor.count) fingers are poor. Clean the glass, moisten dry fingers, and capture again.",
                retryable: true)
    }

    /// Whether a finger is marked as missing: the procedure's condition `fingers-missing`.
    package var hasMissingFingers: Bool { fingers.contains { $0.missingReason != nil } }

    /// The best captures, by the order of the procedure.
    package var captured: [CapturedFinger] { fingers.compactMap(\.best) }

    /// The first group with a finger that is not settled.
    package var nextGroup: FingerGroup? {
        FingerGroup.allCases.first { group in fingers.contains { $0.position.group == group && !isSettled($0) } }
    }
}

extension FingerCollection {
    /// What to ask a device for: the group's fingers that are there, and those to be left out. nil where none is left.
    /// All present fingers of the group are asked for again, also good ones: they lie on the glass together.
    package func plan(_ group: FingerGroup) -> (fingers: [FingerPosition], exceptions: [FingerPosition])? {
        let present = Set(fingers.filter { $0.missingReason == nil }.map(\.position))
        let wanted = group.fingers.filter { present.contains($0) }
        guard !wanted.isEmpty else { return nil }
        return (wanted, group.fingers.filter { !wanted.contains($0) })
    }

    /// Marks a finger as missing. What was captured of it before is dropped.
    package mutating func markMissing(_ position: FingerPosition, reason: String) {
        change(position) {
            $0.missingReason = reason
            $0.best = nil
        }
    }

    /// The finger is there after all.
    package mutating func unmarkMissing(_ position: FingerPosition) { change(position) { $0.missingReason = nil } }

    /// Takes one capture's fingers in the order in which the device gave them; the last one's hash is continued next.
    package mutating func record(_ captures: [CapturedFinger]) {
        for capture in captures {
            change(capture.position) { finger in
                finger.attempts += 1
                var capture = capture
                capture.attempt = finger.attempts
                if (finger.best?.quality ?? -1) < capture.quality { finger.best = capture }
            }
        }
        lastHash = captures.last?.hash ?? lastHash
    }

    private mutating func change(_ position: FingerPosition, _ body: (inout Finger) -> Void) {
        guard let index = fingers.firstIndex(where: { $0.position == position }) else { return }
        body(&fingers[index])
    }
}

extension FingerCollection: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(captured.count) of \(fingers.count) fingers" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
