/// What a verified record brings to its decision: for the moment in which it is stored.
struct Adjudication: Sendable {
    /// nil where the record asks for something that is not known.
    let action: AccountAction?
    /// The action's name as the record has it.
    let actionName: String
    /// Who enrolled.
    let officer: String
    /// Whose account it is about; nil for a bench's record and where nobody can be recognised.
    let account: AccountHashes?
    /// What the record itself gives reason for, whether the policy asks for it or not.
    let observed: [CaseReason]
    /// The citizen's contact, sealed to the registry's own key; nil without one.
    let contact: [UInt8]?
    let policy: AdjudicationPolicy

    /// Why people must decide; empty where the rule approves.
    ///
    /// - Parameters:
    ///   - status: the account as it stands.
    ///   - sharing: other accounts with the same phone number.
    ///   - isClosedByOfficers: whether officers closed the account, and nothing has opened it since.
    func reasons(_ status: AccountStatus?, sharing: Int, isClosedByOfficers: Bool = false) -> [CaseReason] {
        guard let action else { return [CaseReason(.actionUnknown)] }
        guard action != .nothing else { return [] }
        guard account != nil else { return [CaseReason(.holderUnknown)] }
        var reasons = observed.filter { policy.review.contains($0.code.rawValue) }
        do throws(AccountRefusal) { _ = try AccountMachine.approve(action, status) } catch {
            reasons.append(CaseReason(.init(rawValue: error.rawValue)))
        }
        // A second record that asks for an account is a duplicate, also while the first one waits.
        if action == .openAccount, status?.state == .pending {
            reasons.append(CaseReason(.init(rawValue: AccountRefusal.pending.rawValue)))
        }
        // What two officers closed no rule opens again.
        if action == .openAccount, isClosedByOfficers {
            reasons.append(CaseReason(.init(rawValue: AccountRefusal.closed.rawValue)))
        }
        if action.changesPhone, sharing >= policy.accountsPerPhone {
            reasons.append(CaseReason(.phoneOnManyAccounts, related: sharing))
        }
        if policy.alwaysDecided.contains(action) { reasons.append(CaseReason(.alwaysDecided)) }
        return reasons
    }
}

extension Adjudication: CustomStringConvertible, CustomReflectable {
    var description: String { "adjudication of \(actionName)" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension RecordClaims {
    /// What of the record gives reason to look at it.
    var observations: [CaseReason] {
        var reasons: [CaseReason] = []
        if persons.values.contains(where: { $0.identification == .papers }) {
            reasons.append(CaseReason(.identifiedByPapers))
        }
        if portrait?.checks.values.contains("failed") == true { reasons.append(CaseReason(.portraitPoor)) }
        let missing = fingers.count { $0.missing != nil }
        if missing > 0 { reasons.append(CaseReason(.fingersMissing, related: missing)) }
        return reasons
    }
}
