/// The codes of the counter's own failures: what the modules below it do not say already.
package enum FailureCode: String, Sendable, CaseIterable {
    // what the inspection says
    case notGenuine = "not-genuine"
    case noTrustAnchor = "no-trust-anchor"
    case notAccepted = "not-accepted"
    case checkIncomplete = "check-incomplete"
    case trustTooOld = "trust-too-old"
    case clockWrong = "clock-wrong"
    case anotherCard = "another-card"
    case extendedLengthUnsupported = "extended-length-unsupported"

    // officers
    case notSignedIn = "not-signed-in"
    case screenLocked = "screen-locked"

    // the enrollment
    case portraitPoor = "portrait-poor"
    case fingersIncomplete = "fingers-incomplete"
    case consentMissing = "consent-missing"
    case approvalMissing = "approval-missing"
    case notComplete = "not-complete"
    case accountExists = "account-exists"
    case phoneInUse = "phone-in-use"

    // the registry
    case registryRefused = "registry-refused"
}

extension DeskFailure {
    /// One of the counter's own failures, with its words from the catalogue.
    package init(_ code: FailureCode, detail: String? = nil) { self.init(code: code.rawValue, detail: detail) }
}
