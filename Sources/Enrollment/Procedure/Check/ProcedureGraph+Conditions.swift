extension ProcedureGraph {
    /// Conditions that nobody can know yet, or that never hold.
    func conditions() -> [ProcedureFinding] {
        reachable.flatMap { name in
            (steps[name]?.next ?? []).compactMap(\.when).compactMap { finding(on: $0, after: name) }
        }
    }

    private func finding(on condition: Procedure.Condition, after name: String) -> ProcedureFinding? {
        let place = "steps.\(name).next"
        let tellers = steps.values.filter { $0.tells(condition) }
        guard tellers.contains(where: { $0.allows(condition) }) else {
            let why = tellers.isEmpty ? "no step finds out" : "the rules of the steps never let happen"
            return ProcedureFinding(.conditionNeverHolds, place, "it asks for “\(condition.rawValue)”, which \(why)")
        }
        guard let early = way(from: start, to: name, without: { $0.tells(condition) }) else {
            return nil
        }
        return ProcedureFinding(
            .conditionTooEarly, place,
            "nobody knows “\(condition.rawValue)” on this way: \(early.joined(separator: " → "))")
    }
}

extension Procedure.Step {
    /// Can the step be left with this found out?
    fileprivate func allows(_ condition: Procedure.Condition) -> Bool {
        switch condition {
        case .chipVerified, .fingersMissing: true
        case .chipSilent: card?.silentChip == .allowed
        case .cardExpired: card?.expired == .allowed
        case .portraitPoor: portrait?.mayProceedPoor == true
        }
    }
}
