package import Registry

/// The rules of those procedures that a registry gave to its stations: found by the digest that a record names.
package struct GivenProcedures: ProcedureRules {
    private let storage: any ProcedureStorage

    package init(_ storage: any ProcedureStorage) { self.storage = storage }

    package func judge(_ evidence: ProcedureEvidence) async throws -> ProcedureJudgement {
        let claimed = evidence.claims.procedure
        let path = "procedures/\(claimed.reference.id).yaml"
        guard let bytes = try await storage.procedureFiles(claimed.digest)[path],
            let procedure = try? Procedure(parsing: String(decoding: bytes, as: UTF8.self), file: path),
            procedure.id == claimed.reference.id, procedure.version == claimed.reference.version
        else { return .unknown }
        let digest = evidence.claims.consent.digest
        // The text that was agreed to, where it is one that was given out under the name that the procedure has for it.
        let texts = try await storage.procedureFiles(digest)
        let consents = procedure.consent.texts.filter { texts[$0.value] != nil }.mapValues { _ in digest }
        let broken = ProcedureExamination(procedure, consents: consents).broken(evidence)
        return broken.isEmpty ? .kept : .broken(broken)
    }
}
