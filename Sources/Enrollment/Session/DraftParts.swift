package import Registry

/// Documents that an officer checked by hand.
package struct DraftPapers: Sendable, Hashable, Codable {
    /// By the procedure's name of the document.
    package var numbers: [String: String] = [:]
    /// The officer says that they were checked.
    package var isChecked = false

    package init() {}
}

/// A portrait that was taken or given, and what was thought of it.
package struct DraftPortrait: Sendable, Hashable, Codable {
    /// A quality check, by its stable name.
    package struct Finding: Sendable, Hashable, Codable {
        package let check: String
        /// nil where it could not be done.
        package let passed: Bool?
        /// By language.
        package let sentences: [String: String]

        package init(check: String, passed: Bool?, sentences: [String: String]) {
            self.check = check
            self.passed = passed
            self.sentences = sentences
        }
    }

    package let findings: [Finding]
    /// What a matcher said, in its own words by language, or that there is none.
    package let comparison: [String: String]
    /// The officer's decision; nil until there is one.
    package var isAccepted: Bool?
    /// Why a portrait with a failed check was accepted.
    package var reason: String?

    package var isGood: Bool { !findings.contains { $0.passed == false } }

    package init(findings: [Finding], comparison: [String: String]) {
        self.findings = findings
        self.comparison = comparison
    }

    /// The name of its part of the record.
    static let part = "portrait.jpg"
}

/// A finger: captured, or missing with a reason.
package struct DraftFinger: Sendable, Hashable, Codable {
    /// 0 to 100, as the device says.
    package var quality: Int?
    /// The media type of the image that is attached.
    package var mediaType: String?
    package var attempts = 0
    package var missingReason: String?

    package init() {}

    /// The name of its part of the record.
    static func part(_ finger: String) -> String {
        "fingers/" + finger.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    }
}

/// What the holder was asked, and said.
package struct DraftConsent: Sendable, Hashable, Codable {
    package let language: String
    package let hasAgreed: Bool

    package init(language: String, hasAgreed: Bool) {
        self.language = language
        self.hasAgreed = hasAgreed
    }
}

/// What was signed: the claims as they stood, the chip's proof over them, and the signatures.
package struct DraftSigning: Sendable {
    /// Canonical JSON.
    package let claims: [UInt8]
    /// Whether the case as it was signed wants another officer's yes.
    package let needsApproval: Bool
    /// nil while the chip was not asked, or where there is no chip.
    package var presence: PresenceProof?
    package var signatures: [OfficerSignature] = []

    package init(claims: [UInt8], needsApproval: Bool) {
        self.claims = claims
        self.needsApproval = needsApproval
    }
}

/// Why somebody did not approve.
package struct DraftRejection: Sendable, Hashable, Codable {
    package let officer: String
    package let time: Timestamp
    /// Stable codes.
    package let reasons: [String]
    package let text: String?

    package init(officer: String, time: Timestamp, reasons: [String], text: String?) {
        self.officer = officer
        self.time = time
        self.reasons = reasons
        self.text = text
    }
}
