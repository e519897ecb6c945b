import DocumentPKI
import FoundationEssentials

extension RecordExamination {
    /// Verifies the chip's files anew and compares the record's claims with them.
    func examineDocument(
        in content: RecordContent, of manifest: RecordManifest, by authentication: PassiveAuthentication,
        at time: Date, into verdict: inout Verdict
    ) {
        let report = authentication.verify(content.files, at: time)
        verdict.findings += report.findings.map {
            Finding(check: "passive-authentication/\($0.check.rawValue)", result: $0.result.rawValue, detail: $0.detail)
        }
        switch report.verdict {
        case .valid: break
        case .invalid:
            verdict.fail(
                "passive-authentication",
                ProblemDetails(
                    .documentNotGenuine, status: 422, title: "The document is not genuine",
                    detail: "Its files, signature and certificates do not hold together."))
        case .noTrustAnchor:
            verdict.fail(
                "passive-authentication",
                ProblemDetails(
                    .documentNotTrusted, status: 422, title: "The document's issuer is not known",
                    detail: "No CSCA of the registry's trust store vouches for its signer."))
        case .notAccepted, .incomplete:
            verdict.fail(
                "passive-authentication",
                ProblemDetails(
                    .documentNotAccepted, status: 422, title: "The document is not accepted",
                    detail: "It shows no sign of forgery, and it is not what the registry's policy asks for."))
        }
        guard let document = report.document else { return }
        do throws(ProblemDetails) {
            let claims = try content.claims(for: manifest)
            let chip = HolderClaims(mrz: document.mrz, nationalData: document.nationalData)
            let wrong = claims.mismatches(with: chip)
            guard wrong.isEmpty else {
                throw ProblemDetails(
                    .claimsMismatch, status: 422, title: "The record says other things than the chip",
                    detail: "These claims differ: \(wrong.joined(separator: ", ")).")
            }
            verdict.pass("claims", "The record says what the chip says: \(claims).")
        } catch { verdict.fail("claims", error) }
    }
}
