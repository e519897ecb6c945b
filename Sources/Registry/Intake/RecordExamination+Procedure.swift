import DocumentPKI

extension RecordExamination {
    /// Checks that the fingers which the record claims are those that trusted devices signed.
    func examineFingers(_ claims: RecordClaims, _ content: RecordContent, into verdict: inout Verdict) {
        let captured = claims.fingers.filter { $0.missing == nil }
        let parts = claims.parts.keys.filter { $0.text.hasPrefix(PartName.fingers) }
        guard !captured.isEmpty || !parts.isEmpty else { return }
        guard Set(captured.compactMap { PartName.finger($0.name) }) == Set(parts), captured.count == parts.count else {
            verdict.fail("fingers", .fingers("The fingers that the record names are not those that it holds."))
            return
        }
        guard content.captures != nil else {
            verdict.skip("fingers", "The registry trusts no fingerprint device.")
            verdict.observed.append(CaseReason(.fingersNotVerified, related: captured.count))
            return
        }
        for finger in captured {
            switch PartName.finger(finger.name).flatMap({ content.fingers[$0] }) {
            case .success(let capture)? where capture.finger == finger.name && capture.quality == finger.quality:
                continue
            case .success?:
                verdict.fail(
                    "fingers", .fingers("\(finger.name) is another finger, or of another quality, than claimed."))
                return
            case .failure(let refusal)?:
                verdict.fail("fingers", .fingers("\(finger.name): \(refusal.message)"))
                return
            case nil:
                verdict.fail("fingers", .fingers("\(finger.name) has no capture."))
                return
            }
        }
        verdict.pass("fingers", "\(captured.count) fingers were signed by trusted devices.")
    }

    /// Judges the record by the procedure that it names. Where no officers were admitted, a bench's record may name one
    /// that this registry never gave out. Throws only what the storage throws.
    func examineProcedure(
        _ body: RecordBody, _ documents: [String: VerifiedDocument], into verdict: inout Verdict
    ) async throws {
        guard let rules else {
            verdict.skip("procedure", "This registry does not judge procedures.")
            return
        }
        // What is wrong already is not judged on top: it would only add findings that follow from it.
        guard verdict.problem == nil else {
            verdict.skip("procedure", "The record is refused for something else.")
            return
        }
        let claims = body.claims
        let hasOfficers = try await officers?.hasOfficers == true
        let evidence = ProcedureEvidence(
            claims: claims, documents: documents, isPresent: body.presence != nil,
            signatures: hasOfficers ? body.signatures : nil)
        switch try await rules.judge(evidence) {
        case .kept: verdict.pass("procedure", "Every rule of \(Self.name(claims)) is kept.")
        case .broken(let names):
            for name in names {
                verdict.findings.append(
                    Finding(check: "procedure/\(name.prefix(80))", result: "failed", detail: "The rule is broken."))
            }
            verdict.fail(
                "procedure",
                ProblemDetails(
                    .procedureViolated, status: 422, title: "The procedure does not allow this record",
                    detail: "These rules are broken: \(names.prefix(16).joined(separator: ", "))."))
        case .unknown:
            let isBench = claims.procedure.action == AccountAction.nothing.rawValue
            guard !hasOfficers, isBench else {
                verdict.fail(
                    "procedure",
                    ProblemDetails(
                        .procedureUnknown, status: 422, title: "The procedure is none of this registry's",
                        detail: "It never gave out \(Self.name(claims)) with this text."))
                return
            }
            verdict.skip("procedure", "A bench's procedure that this registry did not give out.")
        }
    }

    private static func name(_ claims: RecordClaims) -> String {
        "\(claims.procedure.reference.id.prefix(64)) version \(claims.procedure.reference.version)"
    }
}

extension ProblemDetails {
    fileprivate static func fingers(_ detail: String) -> ProblemDetails {
        ProblemDetails(
            .fingersRefused, status: 422, title: "No trusted device vouches for the fingerprints", detail: detail)
    }
}
