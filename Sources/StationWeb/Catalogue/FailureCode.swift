/// The codes of the counter's own failures that are chosen between: what the modules below it do not say already.
package enum FailureCode: String, Sendable, CaseIterable {
    // what the inspection says
    case notGenuine = "not-genuine"
    case noTrustAnchor = "no-trust-anchor"
    case notAccepted = "not-accepted"
    case checkIncomplete = "check-incomplete"
    case trustTooOld = "trust-too-old"

    // officers
    case notSignedIn = "not-signed-in"
    case screenLocked = "screen-locked"
}

extension DeskFailure {
    /// One of the counter's own failures, with its words from the catalogue.
    package init(_ code: FailureCode, detail: String? = nil) { self.init(code: code.rawValue, detail: detail) }
}
