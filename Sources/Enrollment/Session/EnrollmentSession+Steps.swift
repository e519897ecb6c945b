import DocumentPKI
package import LDS
import Registry

extension EnrollmentSession {
    /// The name of the end of every procedure.
    static let end = Procedure.sealed

    /// What is known of the case by now, for the procedure's branches.
    package func facts(on today: CalendarDate) -> Set<Procedure.Condition> {
        var facts: Set<Procedure.Condition> = []
        if let document = documents[PersonClaims.holder] {
            facts.insert(.chipVerified)
            if DocumentExpiry(document.mrz, document.nationalData, today: today).isOver(on: today) ?? true {
                facts.insert(.cardExpired)
            }
        } else if draft.persons[PersonClaims.holder]?.silentReason != nil {
            facts.insert(.chipSilent)
        }
        if draft.portrait?.isGood == false { facts.insert(.portraitPoor) }
        if draft.fingers.values.contains(where: { $0.missingReason != nil }) { facts.insert(.fingersMissing) }
        return facts
    }

    /// The steps of this case in their order, as far as it is known.
    package func path(on today: CalendarDate) -> [String] { procedure.path(facts: facts(on: today)) }

    /// Something that is not done yet.
    package struct Missing: Sendable, Hashable {
        package let step: String
        /// The field, where it is one.
        package let field: String?
        /// By language.
        package let sentences: [String: String]
    }

    /// What stands between a case and its signature, in the order of the steps; empty where it can be signed.
    package func missing(on today: CalendarDate) -> [Missing] {
        path(on: today).flatMap { name in
            procedure.steps[name].map { missing(in: $0, name, on: today) } ?? []
        }
    }

    /// What is not done at one step; empty where it is done.
    package func missing(at name: String, on today: CalendarDate) -> [Missing] {
        procedure.steps[name].map { missing(in: $0, name, on: today) } ?? []
    }

    private func missing(in step: Procedure.Step, _ name: String, on today: CalendarDate) -> [Missing] {
        switch step.kind {
        case .card: cardMissing(step, name, on: today)
        case .papers: papersMissing(step, name)
        case .fields: fieldsMissing(step, name)
        case .portrait: portraitMissing(step, name)
        case .fingerprints: fingersMissing(step, name)
        case .consent:
            draft.consent?.hasAgreed == true ? [] : [Missing(name, SessionTexts.consentMissing)]
        // What comes after everything else is no reason not to sign.
        case .signature, .approval: []
        }
    }

    /// Whether a step is behind the officer.
    package func isDone(_ name: String, on today: CalendarDate) -> Bool {
        guard let step = procedure.steps[name] else { return false }
        switch step.kind {
        case .signature: return isSigned
        case .approval: return isApproved
        default: return missing(at: name, on: today).isEmpty
        }
    }

    /// Whether the officer's signature stands, over the case as it is.
    package var isSigned: Bool { draft.signing?.signatures.contains { $0.purpose == .enrolls } ?? false }

    /// Whether another officer approved.
    var isApproved: Bool {
        draft.signing?.signatures.contains { $0.purpose == .approves && $0.officer != draft.officer } ?? false
    }
}

extension EnrollmentSession.Missing {
    init(_ step: String, field: String? = nil, _ sentences: [String: String]) {
        self.step = step
        self.field = field
        self.sentences = sentences
    }
}
