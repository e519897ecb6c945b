extension RecordIntake {
    /// Checks that a record is the next of its station's chain, that its id is new and all its parts are here.
    func checkPlace(of manifest: RecordManifest, _ standing: Standing) throws(ProblemDetails) {
        let next = (standing.head?.sequence ?? 0) + 1
        guard manifest.sequence <= next else {
            throw ProblemDetails(
                .sequenceGap, status: 409, title: "Records before this one are missing",
                detail: "The next number of station \(manifest.station) is \(next), not \(manifest.sequence).",
                retryable: true)
        }
        guard manifest.previous == standing.head?.digest ?? .none else {
            throw ProblemDetails(
                .chainBroken, status: 409, title: "The record does not follow the station's last one",
                detail: "Its manifest names another predecessor than record \(next - 1) that the registry holds.")
        }
        guard !standing.isIDTaken else {
            throw ProblemDetails(
                .recordTaken, status: 409, title: "The record's id is taken",
                detail: "Another record has the id \(manifest.record).")
        }
        guard standing.missing.isEmpty else {
            throw ProblemDetails(
                .partsMissing, status: 409, title: "Parts of the record are missing",
                detail: "\(standing.missing.count) of \(manifest.pieces.count) pieces of its parts are not stored.",
                retryable: true)
        }
    }

    /// Opens and examines the content. A failed check is a result here, and only broken machinery throws.
    func judge(_ manifest: RecordManifest, _ signed: SignedManifest, signer: Finding) async throws -> JudgedRecord {
        let (storage, now) = (storage, clock())
        var verdict = try await examination.examine(manifest, at: now) { entry in
            var sealed: [UInt8] = []
            for piece in entry.pieces {
                guard let bytes = try await storage.part(piece.digest, of: manifest.station) else {
                    throw RegistryError(.storageFailed, "a part that was stored is gone", fault: .registry)
                }
                guard bytes.count == piece.size else { return nil }
                sealed += bytes
            }
            return sealed
        }
        try await examineFreshness(of: manifest, into: &verdict)
        return JudgedRecord(
            manifest: manifest, signed: signed, received: Timestamp(now), findings: [signer] + verdict.findings,
            problem: verdict.problem, adjudication: try adjudication(of: manifest, verdict),
            trace: TraceContext.current?.traceID)
    }

    /// What the record brings to its decision; nil where it is refused.
    private func adjudication(
        of manifest: RecordManifest, _ verdict: RecordExamination.Verdict
    ) throws -> Adjudication? {
        guard verdict.problem == nil, let claims = verdict.claims else { return nil }
        let action = claims.procedure.action
        let contact = action == AccountAction.nothing.rawValue ? nil : Contact(claims)
        return Adjudication(
            action: AccountAction(rawValue: action), actionName: String(action.prefix(64)), officer: claims.officer,
            account: AccountFacts(claims).flatMap { accounts?.hashes(of: $0) }, observed: verdict.observed,
            contact: try contact.map {
                try ContactSeal.seal($0, of: manifest, by: examination.openingKey.sealingKey)
            }, policy: policy)
    }
}
