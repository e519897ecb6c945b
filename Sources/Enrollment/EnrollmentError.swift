/// Why an enrollment was not recorded or not sent, and who must act. Carries no personal data.
package struct EnrollmentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Who must act.
    package enum Fault: String, Sendable {
        case `operator`, citizen, station, authority
    }

    /// What happened. Open.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let procedureMalformed = Code(rawValue: "procedure-malformed")
        package static let procedureRefuses = Code(rawValue: "procedure-refuses")
        package static let alreadyWaiting = Code(rawValue: "already-waiting")
        package static let storageFull = Code(rawValue: "storage-full")
        package static let storageFailed = Code(rawValue: "storage-failed")
        package static let folderUnusable = Code(rawValue: "station-folder-unusable")
        package static let signatureFailed = Code(rawValue: "signature-failed")
        package static let keyUnusable = Code(rawValue: "key-unusable")
        package static let folderTaken = Code(rawValue: "folder-taken")
        package static let answerUnfit = Code(rawValue: "answer-unfit")

        // A session's.
        package static let draftOutdated = Code(rawValue: "draft-outdated")
        package static let draftUnreadable = Code(rawValue: "draft-unreadable")
        package static let sessionNotOpen = Code(rawValue: "session-not-open")
        package static let stepNotDone = Code(rawValue: "step-not-done")
        package static let stepUnknown = Code(rawValue: "step-unknown")
        package static let cardNotVerified = Code(rawValue: "card-not-verified")
        package static let cardExpired = Code(rawValue: "card-expired")
        package static let ageNotAllowed = Code(rawValue: "age-not-allowed")
        package static let sameCard = Code(rawValue: "same-card")
        package static let fieldMalformed = Code(rawValue: "field-malformed")
        package static let imageTooLarge = Code(rawValue: "image-too-large")
        package static let reasonMissing = Code(rawValue: "reason-missing")
        package static let presenceNotProved = Code(rawValue: "presence-not-proved")
        package static let officerDiffers = Code(rawValue: "officer-differs")
        package static let roleTooLow = Code(rawValue: "role-too-low")
    }

    package let code: Code
    /// What happened and what to do.
    package let message: String
    package let fault: Fault

    package init(_ code: Code, _ message: String, fault: Fault) {
        self.code = code
        self.message = message
        self.fault = fault
    }

    package var description: String { "\(message) (\(code.rawValue), the \(fault.rawValue)'s)" }
}
