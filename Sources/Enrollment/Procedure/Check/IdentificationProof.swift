/// Proves that a person is identified on every way to the end: by a card whose chip was verified; or by papers, and then
/// another officer's approval.
///
/// The proof follows every way with what it has shown so far, and with what the holder's chip said, for ways depend on it.
/// Everything else that a step finds out may be either way.
struct IdentificationProof {
    /// What speaks for the person.
    enum Identity: Hashable {
        case nothing
        /// Papers that the enrolling officer looked at alone.
        case papers
        /// A verified card, or papers and an approval after them.
        case shown
    }

    /// Where a case stands before a step, or at the end.
    private struct State: Hashable {
        var place: String
        var identity = Identity.nothing
        /// What the holder's chip said, `chipVerified` or `chipSilent`; nil: it was not asked.
        var chip: Procedure.Condition?
    }

    let findings: [ProcedureFinding]

    init(_ graph: ProcedureGraph, of person: String) {
        var before: [State: State] = [:]
        let first = State(place: graph.start)
        var (seen, waiting, next) = (Set([first]), [first], 0)
        var ends: [Identity: State] = [:]
        while next < waiting.count {
            let state = waiting[next]
            next += 1
            if state.place == Procedure.sealed, ends[state.identity] == nil { ends[state.identity] = state }
            guard let step = graph.steps[state.place] else { continue }
            for after in Self.outcomes(of: step, for: person, in: state) {
                for place in Self.places(step, chip: after.chip) {
                    var following = after
                    following.place = place
                    guard seen.insert(following).inserted else { continue }
                    before[following] = state
                    waiting.append(following)
                }
            }
        }
        func way(to end: State) -> String {
            var way = [end]
            while let state = way.first, let previous = before[state] { way.insert(previous, at: 0) }
            return ProcedureGraph.shown(way.map(\.place))
        }
        findings = [
            ends[.nothing].map {
                ProcedureFinding(
                    .sealsWithoutIdentification, "steps",
                    "a way on which nothing says who “\(person)” is: \(way(to: $0))")
            },
            ends[.papers].map {
                ProcedureFinding(
                    .papersWithoutApproval, "steps",
                    "a way on which no other officer approves the papers of “\(person)”: \(way(to: $0))")
            },
        ].compactMap { $0 }
    }

    /// What a case can be after a step: one state, or two where a chip may be silent.
    private static func outcomes(
        of step: Procedure.Step, for person: String, in state: State
    ) -> [State] {
        var after = state
        switch step.kind {
        case .card:
            var silent = state
            if step.person == Procedure.holder { (after.chip, silent.chip) = (.chipVerified, .chipSilent) }
            if step.person == person { after.identity = .shown }
            return step.card?.silentChip == .allowed ? [after, silent] : [after]
        case .papers:
            let says = step.person == person && step.documents.contains { $0.required }
            if says, state.identity == .nothing { after.identity = .papers }
        case .approval:
            if state.identity == .papers { after.identity = .shown }
        case .fields, .portrait, .fingerprints, .consent, .signature: break
        }
        return [after]
    }

    /// Where the ways on lead that may be open.
    private static func places(_ step: Procedure.Step, chip: Procedure.Condition?) -> [String] {
        var places: [String] = []
        for way in step.next {
            let isOpen: Bool? =
                switch way.when {
                case nil: true
                case .chipVerified?, .chipSilent?: way.when == chip
                default: nil
                }
            if isOpen != false { places.append(way.go) }
            if isOpen == true { break }
        }
        return places
    }
}
