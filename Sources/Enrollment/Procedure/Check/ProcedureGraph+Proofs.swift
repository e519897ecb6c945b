extension ProcedureGraph {
    /// What must hold on every way to the end: the citizen's consent, the officer's signature, and that every person was
    /// identified.
    func proofs(_ procedure: Procedure) -> [ProcedureFinding] {
        var found: [ProcedureFinding] = []
        for (kind, code, what) in [
            (Procedure.StepKind.consent, ProcedureFinding.Code.sealsWithoutConsent, "the citizen's consent"),
            (.signature, .sealsWithoutSignature, "the officer's signature"),
        ] {
            // With the steps of this kind taken out, the end must be out of reach.
            guard let way = way(from: start, to: Procedure.sealed, without: { $0.kind == kind }) else { continue }
            found.append(ProcedureFinding(code, "steps", "a way without \(what): \(Self.shown(way))"))
        }
        let persons = Set(procedure.persons.keys).union([Procedure.holder]).sorted()
        return found + persons.flatMap { IdentificationProof(self, of: $0).findings }
    }

    static func shown(_ way: [String]) -> String { way.joined(separator: " → ") }
}
