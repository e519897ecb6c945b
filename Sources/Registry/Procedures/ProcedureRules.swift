package import DocumentPKI

/// What the procedures that this registry gave out demand of a record: judged again, for a station may be wrong or lie.
///
/// Procedures are read by a module above this one; this is its seam.
package protocol ProcedureRules: Sendable {
    /// Judges a record by the procedure that it names. Throws only what the storage throws.
    func judge(_ evidence: ProcedureEvidence) async throws -> ProcedureJudgement
}

/// What is known of a record when its procedure's rules are judged.
package struct ProcedureEvidence: Sendable {
    package let claims: RecordClaims
    /// By person; only of those whose documents were verified.
    package let documents: [String: VerifiedDocument]
    /// Whether the holder's chip proved that it was there.
    package let isPresent: Bool
    /// Those under the claims, which hold; nil where the registry has admitted no officers and so checked none.
    package let signatures: [OfficerSignature]?

    package init(
        claims: RecordClaims, documents: [String: VerifiedDocument], isPresent: Bool,
        signatures: [OfficerSignature]?
    ) {
        self.claims = claims
        self.documents = documents
        self.isPresent = isPresent
        self.signatures = signatures
    }
}

/// How a record stands under its procedure.
package enum ProcedureJudgement: Sendable, Hashable {
    /// This registry never gave such a procedure to a station.
    case unknown
    /// The names of the rules that it breaks, `minimum-age`, `field-phone`.
    case broken([String])
    case kept
}
