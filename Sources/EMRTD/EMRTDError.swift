package import SmartCard

/// Why a chip could not be opened or read, and whose fault it is. A proof that fails is a ``ProtocolOutcome`` instead.
package struct EMRTDError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Who must act.
    package enum Fault: String, Sendable {
        case card, `operator`, station
    }

    /// What happened. Open, like a status word.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let wrongPassword = Code(rawValue: "wrong-password")
        package static let passwordNeeded = Code(rawValue: "password-needed")
        package static let passwordMalformed = Code(rawValue: "password-malformed")
        package static let downgradeRefused = Code(rawValue: "downgrade-refused")
        package static let accessRefused = Code(rawValue: "access-refused")
        package static let notAnEMRTD = Code(rawValue: "not-an-emrtd")
        package static let unprotectedAnswer = Code(rawValue: "unprotected-answer")
        package static let secureMessagingFailed = Code(rawValue: "secure-messaging-failed")
        package static let protocolViolation = Code(rawValue: "protocol-violation")
        package static let unsupported = Code(rawValue: "unsupported-protocol")
        package static let fileUnreadable = Code(rawValue: "file-unreadable")
        package static let fileTooLarge = Code(rawValue: "file-too-large")
    }

    package let code: Code
    package let message: String
    package let fault: Fault
    /// The card's status word, where one tells more.
    package let status: StatusWord?

    package init(_ code: Code, _ message: String, fault: Fault = .card, status: StatusWord? = nil) {
        self.code = code
        self.message = message
        self.fault = fault
        self.status = status
    }

    /// The other side could not keep up secure messaging.
    package var isLossOfSecureMessaging: Bool { code == .unprotectedAnswer || code == .secureMessagingFailed }

    /// Tries that the card says are left for a password.
    package var triesLeft: Int? { status?.triesLeft }

    package var description: String {
        let answer = status.map { ", card answered \($0)" } ?? ""
        return "\(message) (\(code.rawValue)\(answer))"
    }
}
