extension ProblemDetails.Code {
    // The station's name, path and request.
    package static let noClientCertificate = Self(rawValue: "no-client-certificate")
    package static let wrongStation = Self(rawValue: "wrong-station")
    package static let notFound = Self(rawValue: "not-found")
    package static let malformedRequest = Self(rawValue: "malformed-request")
    package static let tooLarge = Self(rawValue: "too-large")
    package static let timedOut = Self(rawValue: "timed-out")
    package static let methodNotAllowed = Self(rawValue: "method-not-allowed")
    package static let addressTooLong = Self(rawValue: "address-too-long")
    package static let tooManyRequests = Self(rawValue: "too-many-requests")

    // The request's signature.
    package static let requestNotSigned = Self(rawValue: "request-not-signed")
    package static let requestSignatureInvalid = Self(rawValue: "request-signature-invalid")
    package static let requestRepeated = Self(rawValue: "request-repeated")
    package static let contentDigestMismatch = Self(rawValue: "content-digest-mismatch")
    package static let clockWrong = Self(rawValue: "clock-wrong")

    // Stations: who may talk to the registry at all, and how a station gets its certificates.
    package static let stationRevoked = Self(rawValue: "station-revoked")
    package static let enrolmentCodeUnknown = Self(rawValue: "enrolment-code-unknown")
    package static let enrolmentCodeExpired = Self(rawValue: "enrolment-code-expired")
    package static let enrolmentCodeUsed = Self(rawValue: "enrolment-code-used")
    package static let tooManyAttempts = Self(rawValue: "too-many-attempts")
    package static let certificateRequestInvalid = Self(rawValue: "certificate-request-invalid")
    package static let tooManyCertificates = Self(rawValue: "too-many-certificates")

    // Parts.
    package static let digestMismatch = Self(rawValue: "digest-mismatch")
    package static let partsMissing = Self(rawValue: "parts-missing")
    package static let tooManyPendingParts = Self(rawValue: "too-many-pending-parts")

    // The record: these are final, the same record will never be accepted.
    package static let signatureInvalid = Self(rawValue: "signature-invalid")
    package static let recordTaken = Self(rawValue: "record-id-taken")
    package static let sequenceTaken = Self(rawValue: "sequence-taken")
    package static let sequenceGap = Self(rawValue: "sequence-gap")
    package static let chainBroken = Self(rawValue: "chain-broken")
    package static let sealInvalid = Self(rawValue: "seal-invalid")
    package static let contentMismatch = Self(rawValue: "content-mismatch")
    package static let documentNotGenuine = Self(rawValue: "document-not-genuine")
    package static let documentNotTrusted = Self(rawValue: "document-not-trusted")
    package static let documentNotAccepted = Self(rawValue: "document-not-accepted")
    package static let claimsMismatch = Self(rawValue: "claims-mismatch")
    package static let presenceRefuted = Self(rawValue: "presence-refuted")
    package static let officerNotKnown = Self(rawValue: "officer-not-known")
    package static let approvalMissing = Self(rawValue: "approval-missing")

    package static let procedureUnknown = Self(rawValue: "procedure-not-given")
    package static let procedureViolated = Self(rawValue: "procedure-violated")
    package static let fingersRefused = Self(rawValue: "fingers-not-trusted")
    package static let notFresh = Self(rawValue: "record-not-fresh")

    // Statements.
    package static let tooManyStatements = Self(rawValue: "too-many-statements")

    // Officers, audit, accounts.
    package static let noRoster = Self(rawValue: "no-roster")
    package static let auditForked = Self(rawValue: "audit-forked")
    package static let auditGap = Self(rawValue: "audit-gap")
    package static let tooManyInquiries = Self(rawValue: "too-many-inquiries")

    // Events.
    package static let noConsumer = Self(rawValue: "no-consumer")

    // The registry itself.
    package static let registryFailed = Self(rawValue: "registry-failed")
}
