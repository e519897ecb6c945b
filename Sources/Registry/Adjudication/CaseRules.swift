/// How decisions of several officers become one, as a machine without input or output.
///
/// Two officers who agree end a case. Where they do not, a supervisor who has not decided yet does. Nobody decides twice,
/// and never the one who enrolled.
enum CaseRules {
    /// The case's next state.
    static func state(
        of subject: Case, after earlier: [CaseDecision], _ decision: CaseDecision, policy: AdjudicationPolicy
    ) throws(CaseRefusal) -> Case.State {
        guard !subject.state.isClosed else {
            throw CaseRefusal(.caseClosed, "case \(subject.number) is decided: \(subject.state.rawValue)")
        }
        guard decision.officer != subject.officer else {
            throw CaseRefusal(
                .enrolledByHimself, "who enrolled a record does not decide about it; another officer must")
        }
        guard !earlier.contains(where: { $0.officer == decision.officer }) else {
            throw CaseRefusal(.decidedAlready, "he has decided about case \(subject.number) already; another one must")
        }
        let wanted = subject.state == .escalated ? max(.supervisor, policy.decidedBy) : policy.decidedBy
        guard decision.role >= wanted else {
            throw CaseRefusal(.roleTooLow, "a decision about case \(subject.number) takes the role \(wanted.rawValue)")
        }
        try check(decision, policy)
        if subject.state == .escalated { return decision.verdict.state }
        guard let first = earlier.first else { return .open }
        return first.verdict == decision.verdict ? decision.verdict.state : .escalated
    }

    private static func check(_ decision: CaseDecision, _ policy: AdjudicationPolicy) throws(CaseRefusal) {
        guard decision.verdict != .approve else {
            guard decision.reason == nil else { throw CaseRefusal(.reasonUnknown, "an approval has no reason") }
            return
        }
        guard let reason = decision.reason, policy.reasons.contains(reason) else {
            throw CaseRefusal(
                .reasonUnknown, "give one of these reasons: \(policy.reasons.sorted().joined(separator: ", "))")
        }
    }
}
