import DocumentPKI
import FoundationEssentials
import LDS

extension RecordExamination {
    /// Verifies a person's chip files anew and compares the record's claims with them. Where the person was identified by
    /// papers there is nothing to verify, and ``examineSignatures(_:by:into:)`` asks for a second officer.
    ///
    /// - Returns: the document, where it is genuine and says what the record says.
    func examine(
        _ person: PersonClaims, _ name: String, _ files: [RawFile], by authentication: PassiveAuthentication,
        at time: Date, into verdict: inout Verdict
    ) -> VerifiedDocument? {
        guard person.identification == .chip else {
            guard files.isEmpty else {
                verdict.fail("claims", .contentMismatch("There are chip files of a person identified by papers."))
                return nil
            }
            verdict.skip("passive-authentication", "\(name) was identified by papers.")
            return nil
        }
        let report = authentication.verify(files, at: time)
        verdict.findings += report.findings.map {
            Finding(check: "passive-authentication/\($0.check.rawValue)", result: $0.result.rawValue, detail: $0.detail)
        }
        if let problem = Self.problem(report.verdict) { verdict.fail("passive-authentication", problem) }
        guard let document = report.document else { return nil }
        let chip = HolderClaims(mrz: document.mrz, nationalData: document.nationalData)
        let wrong = person.claims.mismatches(with: chip)
        guard wrong.isEmpty else {
            verdict.fail(
                "claims",
                ProblemDetails(
                    .claimsMismatch, status: 422, title: "The record says other things than the chip",
                    detail: "These claims differ: \(wrong.joined(separator: ", "))."))
            return nil
        }
        verdict.pass("claims", "The record says what the chip says: \(person.claims).")
        return document
    }

    private static func problem(_ verdict: DocumentPKI.Verdict) -> ProblemDetails? {
        switch verdict {
        case .valid: nil
        case .invalid:
            ProblemDetails(
                .documentNotGenuine, status: 422, title: "The document is not genuine",
                detail: "Its files, signature and certificates do not hold together.")
        case .noTrustAnchor:
            ProblemDetails(
                .documentNotTrusted, status: 422, title: "The document's issuer is not known",
                detail: "No CSCA of the registry's trust store vouches for its signer.")
        case .notAccepted, .incomplete:
            ProblemDetails(
                .documentNotAccepted, status: 422, title: "The document is not accepted",
                detail: "It shows no sign of forgery, and it is not what the registry's policy asks for.")
        }
    }
}
