/// Why fingers were not taken, and who must act. Carries no personal data and no text of a device.
package struct FingerprintFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened: the stable codes of `docs/devices.md` and of the failure pages.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let noDevice = Code(rawValue: "fingerprint-no-device")
        package static let deviceBusy = Code(rawValue: "fingerprint-device-busy")
        package static let deviceFailed = Code(rawValue: "fingerprint-device-failed")
        package static let untrusted = Code(rawValue: "fingerprint-untrusted")
        package static let timedOut = Code(rawValue: "fingerprint-timeout")
        package static let wrongCount = Code(rawValue: "fingerprint-wrong-count")
        package static let answerBroken = Code(rawValue: "fingerprint-answer-broken")
        /// Every code, for documents and pages.
        package static let all = [
            noDevice, deviceBusy, deviceFailed, untrusted, timedOut, wrongCount, answerBroken,
        ]
    }

    package let code: Code
    /// What happened and what to do, in English.
    package let message: String
    /// Whether the same again may work.
    package let isRetryable: Bool

    package init(_ code: Code, _ message: String, retryable: Bool) {
        self.code = code
        self.message = message
        isRetryable = retryable
    }

    package var description: String { "\(message) (\(code.rawValue))" }

    static func broken(_ what: String) -> FingerprintFailure {
        FingerprintFailure(
            .answerBroken, "The fingerprint device's answer cannot be used: \(what). Capture again.", retryable: true)
    }

    static func untrusted(_ what: String) -> FingerprintFailure {
        FingerprintFailure(
            .untrusted,
            "The fingerprint device cannot be trusted: \(what). Do not use it; tell the administrator.",
            retryable: false)
    }
}
