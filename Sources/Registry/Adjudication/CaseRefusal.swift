/// Why something that an officer wants to do with a case, or an account, is not done.
package struct CaseRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable name. Open, for the names of ``AccountRefusal`` are reasons too.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let caseUnknown = Self(rawValue: "case-unknown")
        package static let caseClosed = Self(rawValue: "case-closed")
        /// He enrolled the record himself.
        package static let enrolledByHimself = Self(rawValue: "enrolled-by-the-same-officer")
        package static let decidedAlready = Self(rawValue: "decided-already")
        package static let roleTooLow = Self(rawValue: "role-too-low")
        package static let reasonUnknown = Self(rawValue: "reason-unknown")
        package static let officerUnknown = Self(rawValue: "officer-unknown")
        package static let wrongStation = Self(rawValue: "officer-not-at-this-station")
        package static let signatureInvalid = Self(rawValue: "officer-signature-invalid")
        /// The account is another one than the one that was looked at.
        package static let accountChanged = Self(rawValue: "account-changed")
        package static let purposeMissing = Self(rawValue: "purpose-missing")
    }

    package let code: Code
    /// What is wrong and what to do, no personal data.
    package let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(message) (\(code.rawValue))" }
}
