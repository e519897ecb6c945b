package import Registry

/// A procedure as an authority wrote it: a graph of steps from `start` to ``sealed``, and what each of them needs.
///
/// Rules are data; this program only applies them. ``ProcedureCheck`` says whether the graph holds what it must, and
/// docs/procedures.md describes the file.
package struct Procedure: Sendable, Hashable {
    /// Where every way through a procedure ends. No step has this name.
    package static let sealed = "sealed"
    /// The person whose account it is. Every procedure has one.
    package static let holder = PersonClaims.holder

    package let id: String
    /// Rises with every change; a record names it, with `digest`.
    package let version: Int
    /// The form's code, `TK01`.
    package let form: String
    package let action: Action
    /// What the rules rest on, for whoever edits them.
    package let law: String?
    package let title: Texts
    /// Every text of the procedure is there in each of these; the first is the one that is shown first.
    package let languages: [String]
    /// By name.
    package let persons: [String: Person]
    package let start: String
    /// By name.
    package let steps: [String: Step]
    /// By name.
    package let fields: [String: Field]
    /// The names of ``fields`` as the file has them one after another.
    package let fieldOrder: [String]
    package let consent: Consent
    package let limits: Limits
    package let slip: Slip
    /// SHA-256 of the file's bytes.
    package let digest: ContentDigest
}

extension Procedure {
    /// What becomes of the account.
    package enum Action: String, Sendable, CaseIterable {
        case openAccount = "open-account"
        case changeContact = "change-contact"
        case lockAccount = "lock-account"
        case unlockAccount = "unlock-account"
        case reissueActivation = "reissue-activation"
        case renewDocument = "renew-document"
        /// Nothing: a record of a test bench.
        case nothing
    }

    /// Somebody who stands at the counter.
    package struct Person: Sendable, Hashable {
        package let title: Texts
        /// Whole years on the day of the enrollment.
        package let minimumAge: Int?
        /// Whole years on the day of the enrollment; this age is still allowed.
        package let maximumAge: Int?
    }

    /// What the citizen agrees to.
    package struct Consent: Sendable, Hashable {
        package let id: String
        package let version: Int
        /// Files by language, relative to the enrollment folder. A text that was used is never changed.
        package let texts: [String: String]
    }

    /// How long things take and are kept.
    package struct Limits: Sendable, Hashable {
        /// Working days until the authority has decided.
        package let decisionDays: Int
        /// Hours after which a draft that nobody went on with is discarded.
        package let draftHours: Int
        /// Years that the record is kept; nil: for good.
        package let retentionYears: Int?
    }

    /// What is printed for the citizen besides the receipt.
    package struct Slip: Sendable, Hashable {
        package let lines: [Texts]
        /// Whom to ask.
        package let contact: Texts
    }
}
