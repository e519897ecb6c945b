/// What an enrollment says: who, by which procedure, what was typed, agreed and collected. The chip proves its presence
/// and officers sign over the digest of its canonical form (RFC 8785).
package struct RecordClaims: Sendable, Hashable {
    package let record: RecordID
    package let station: StationID
    package let procedure: Procedure
    /// The officer's identity at the authority, no personal name.
    package let officer: String
    /// From the first act to the signature, by the station's clock.
    package let time: ClosedRange<Timestamp>
    /// By the procedure's name of the person; `holder` is whose account it is.
    package let persons: [String: PersonClaims]
    /// What the officer entered, by field.
    package let entry: [String: String]
    package let consent: Consent
    package let portrait: Portrait?
    package let fingers: [Finger]
    /// Every other part of the record by its name: SHA-256 in the clear. So a signature over the claims covers them all.
    package let parts: [PartName: ContentDigest]
    /// The digest of the newest receipt that the station had; ``ContentDigest/none`` without one.
    package let freshness: ContentDigest

    /// The procedure's text, exactly.
    package struct Procedure: Sendable, Hashable {
        package let reference: ProcedureReference
        /// The form's code, `TK01`.
        package let form: String
        /// What the authority is asked to do, `open-account`.
        package let action: String
        /// SHA-256 of the procedure's file.
        package let digest: ContentDigest

        package init(reference: ProcedureReference, form: String, action: String, digest: ContentDigest) {
            self.reference = reference
            self.form = form
            self.action = action
            self.digest = digest
        }
    }

    /// The text that was shown, and in which language.
    package struct Consent: Sendable, Hashable {
        package let id: String
        package let version: Int
        package let language: String
        /// SHA-256 of the text.
        package let digest: ContentDigest

        package init(id: String, version: Int, language: String, digest: ContentDigest) {
            self.id = id
            self.version = version
            self.language = language
            self.digest = digest
        }
    }

    /// What was thought of the portrait.
    package struct Portrait: Sendable, Hashable {
        /// `passed`, `failed` or `not-done`, by the check's name.
        package let checks: [String: String]
        /// Why it was taken although a check failed.
        package let reason: String?

        package init(checks: [String: String], reason: String?) {
            self.checks = checks
            self.reason = reason
        }
    }

    /// A finger that was captured, or why it was not.
    package struct Finger: Sendable, Hashable {
        package let name: String
        /// 0 to 100; nil where it is missing.
        package let quality: Int?
        package let attempts: Int
        package let missing: String?

        package init(name: String, quality: Int?, attempts: Int, missing: String?) {
            self.name = name
            self.quality = quality
            self.attempts = attempts
            self.missing = missing
        }
    }

    package init(
        record: RecordID, station: StationID, procedure: Procedure, officer: String, time: ClosedRange<Timestamp>,
        persons: [String: PersonClaims], entry: [String: String], consent: Consent, portrait: Portrait?,
        fingers: [Finger], parts: [PartName: ContentDigest], freshness: ContentDigest
    ) {
        self.record = record
        self.station = station
        self.procedure = procedure
        self.officer = officer
        self.time = time
        self.persons = persons
        self.entry = entry
        self.consent = consent
        self.portrait = portrait
        self.fingers = fingers
        self.parts = parts
        self.freshness = freshness
    }
}

extension RecordClaims: CustomStringConvertible, CustomReflectable {
    /// The id only.
    package var description: String { "claims of record \(record)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
