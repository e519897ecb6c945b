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
    case scanNotUnderstood = "scan-not-understood"

    // officers
    case officerRefused = "officer-refused"
    case lockedOut = "locked-out"
    case rosterExpired = "roster-expired"
    case cardNeeded = "card-needed"
    case wrongCard = "wrong-card"
    case notAtThisStation = "not-at-this-station"
    case notSignedIn = "not-signed-in"
    case screenLocked = "screen-locked"
    case notAllowed = "not-allowed"
    case ownRecord = "own-record"

    // the enrollment
    case noSession = "no-session"
    case wrongStep = "wrong-step"
    case unknownProcedure = "unknown-procedure"
    case unknownDraft = "unknown-draft"
    case unknownRecord = "unknown-record"
    case cardNotVerified = "card-not-verified"
    case reasonNeeded = "reason-needed"
    case fieldsWrong = "fields-wrong"
    case documentsNotChecked = "documents-not-checked"
    case portraitMalformed = "portrait-malformed"
    case portraitPoor = "portrait-poor"
    case portraitUndecided = "portrait-undecided"
    case fingersIncomplete = "fingers-incomplete"
    case consentMissing = "consent-missing"
    case approvalMissing = "approval-missing"
    case notComplete = "not-complete"
    case accountExists = "account-exists"
    case phoneInUse = "phone-in-use"

    // fingerprints
    case fingerprintNoDevice = "fingerprint-no-device"
    case fingerprintDeviceBusy = "fingerprint-device-busy"
    case fingerprintUntrusted = "fingerprint-untrusted"
    case fingerprintPoor = "fingerprint-poor"
    case fingerprintTimeout = "fingerprint-timeout"
    case fingerprintWrongCount = "fingerprint-wrong-count"
    case fingerprintAnswerBroken = "fingerprint-answer-broken"

    // the registry
    case registryRefused = "registry-refused"
}

extension DeskFailure {
    /// One of the counter's own failures, with its words from the catalogue.
    package init(_ code: FailureCode, detail: String? = nil) { self.init(code: code.rawValue, detail: detail) }
}
