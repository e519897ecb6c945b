package import CardCrypto

/// What an inspection demands, in writing: a rule for each check.
///
/// Three are shipped, ``strict``, ``counter`` and ``kiosk``; an authority can write its own as JSON in the same form.
package struct InspectionPolicy: Sendable, Hashable {
    /// What a check's outcome means.
    package enum Rule: String, Sendable, Hashable, Codable, Comparable {
        /// Is reported, and decides nothing.
        case advisory
        /// Must not fail; where it could not be done, the document is accepted all the same.
        case mayBeMissing = "may-be-missing"
        /// Must pass.
        case required

        /// Weaker before stronger.
        package static func < (one: Rule, other: Rule) -> Bool { one.order < other.order }

        private var order: Int { self == .advisory ? 0 : self == .mayBeMissing ? 1 : 2 }
    }

    /// At which moment certificates are judged where the signer does not say when it signed.
    package enum Moment: String, Sendable, Hashable, Codable {
        case now
        /// When the signer's own certificate began.
        case signerStart = "signer-start"
    }

    package var name: String
    /// Checks that are not named are ``Rule/required``.
    package var rules: [Check: Rule]
    /// Departures from the standard that are accepted in EF.SOD, by name.
    package var tolerated: Set<SecurityObjectDeviation>
    /// Days after which a revocation list is stale although it does not say so; nil: what the list says counts.
    package var revocationListMaximumAge: Int?
    package var momentWithoutSigningTime: Moment

    /// The rule for a check: the written one, and never a weaker one than authenticity needs.
    package func rule(for check: Check) -> Rule { max(rules[check] ?? .required, check.weakestRule) }

    /// The verdict on a report's rows. What is wrong comes before what is unknown, and that before what is missing.
    package func verdict(_ findings: [InspectionFinding]) -> Verdict {
        var verdict = Verdict.valid
        func worsen(to other: Verdict) { if Self.order(other) > Self.order(verdict) { verdict = other } }
        for finding in findings {
            switch (finding.result, rule(for: finding.check)) {
            case (_, _) where finding.reason == .noTrustAnchor || finding.reason == .signerUnknown:
                worsen(to: .noTrustAnchor)
            case (.passed, _), (_, .advisory): continue
            case (.failed, _): worsen(to: finding.check.concernsAuthenticity ? .invalid : .notAccepted)
            case (.notDone, .required): worsen(to: .incomplete)
            case (.notDone, .mayBeMissing): continue
            }
        }
        return verdict
    }

    private static func order(_ verdict: Verdict) -> Int {
        switch verdict {
        case .valid: 0
        case .incomplete: 1
        case .notAccepted: 2
        case .noTrustAnchor: 3
        case .invalid: 4
        }
    }
}

/// A departure from the standard that real documents show, by its stable name.
package enum SecurityObjectDeviation: Sendable, Hashable {
    case form(SignedDataDeviation)
    /// eContentType of one of the issuers that use another one (see `SecurityObjectType`).
    case contentType
    /// The signer's curve as numbers and not as a name; taken only where they equal a standardised curve.
    case explicitCurve

    package static let all: Set<SecurityObjectDeviation> = Set(
        SignedDataDeviation.allCases.map { .form($0) } + [.contentType, .explicitCurve])

    package var name: String {
        switch self {
        case .form(let deviation): deviation.rawValue
        case .contentType: "other-content-type"
        case .explicitCurve: "explicit-curve"
        }
    }
}
