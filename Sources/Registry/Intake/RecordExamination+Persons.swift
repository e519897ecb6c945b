import DocumentPKI
import LDS

extension RecordExamination {
    /// Checks the holder's chip's proof over the claims.
    func examinePresence(_ body: RecordBody, _ content: RecordContent, into verdict: inout Verdict) {
        guard let presence = body.presence else {
            verdict.skip("presence", "The record has no proof of the chip's presence.")
            return
        }
        let files = content.files[PersonClaims.holder] ?? []
        guard let claims = try? body.claims.digest else { return }
        let result = presence.verify(
            claims: claims, dataGroup14: files.first { $0.file == .dg14 }?.bytes,
            dataGroup15: files.first { $0.file == .dg15 }?.bytes)
        switch result {
        case .proven: verdict.pass("presence", "The chip was there when the claims were final: \(presence.kind).")
        case .notVerifiable(let reason), .refuted(let reason):
            verdict.fail(
                "presence",
                ProblemDetails(
                    .presenceRefuted, status: 422, title: "The chip did not prove its presence", detail: reason))
        }
    }

    /// Checks the officers' signatures. Where the registry has admitted officers, the one who enrolled must have signed,
    /// and where somebody was identified by papers, another one above an officer must have approved. Throws only what the
    /// register throws.
    func examineSignatures(
        _ body: RecordBody, by officers: OfficerRegister?, into verdict: inout Verdict
    ) async throws {
        guard let officers, try await officers.hasOfficers else {
            verdict.skip("officers", "The registry has admitted no officers.")
            return
        }
        guard let claims = try? body.claims.digest else { return }
        for signature in body.signatures {
            let station = body.claims.station
            if case .valid = try await officers.verification(of: signature, claims: claims, at: station) { continue }
            verdict.fail("officers", .officer("Officer \(signature.officer)'s signature does not hold."))
            return
        }
        guard body.signatures.contains(where: { $0.purpose == .enrolls && $0.officer == body.claims.officer }) else {
            verdict.fail("officers", .officer("Officer \(body.claims.officer), who enrolled, has not signed."))
            return
        }
        let byPapers = body.claims.persons.values.contains { $0.identification == .papers }
        let isApproved = body.signatures.contains {
            $0.purpose == .approves && $0.officer != body.claims.officer && $0.role > .officer
        }
        guard !byPapers || isApproved else {
            verdict.fail(
                "officers",
                ProblemDetails(
                    .approvalMissing, status: 422, title: "A second officer must approve",
                    detail: "Somebody was identified by papers, and no supervisor has signed."))
            return
        }
        verdict.pass("officers", "\(body.signatures.count) signatures of officers hold.")
    }
}

extension ProblemDetails {
    static func officer(_ detail: String) -> ProblemDetails {
        ProblemDetails(.officerNotKnown, status: 422, title: "The officers' signatures do not hold", detail: detail)
    }
}
