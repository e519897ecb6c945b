/// How officers' words close an account, as a machine without input or output.
///
/// As with decisions about records it takes two officers, neither of whom enrolled the record that the account stands by.
enum ClosingRules {
    /// What a word does to an account; nil where another officer must say the same first.
    static func step(
        of account: Account, after earlier: [AccountClosing], _ word: AccountClosing, policy: AdjudicationPolicy
    ) throws(CaseRefusal) -> AccountMachine.Step? {
        let step: AccountMachine.Step
        do throws(AccountRefusal) { step = try AccountMachine.close(account.status) } catch {
            throw CaseRefusal(.init(rawValue: error.rawValue), "the account is not one that can be closed")
        }
        guard word.account == account.reference, word.record == account.record.digest else {
            throw CaseRefusal(.accountChanged, "the account has changed meanwhile; look at it again")
        }
        guard word.officer != account.record.officer else {
            throw CaseRefusal(.enrolledByHimself, "who enrolled the account's last record does not close it")
        }
        let counting = earlier.filter { $0.record == word.record }
        guard !counting.contains(where: { $0.officer == word.officer }) else {
            throw CaseRefusal(.decidedAlready, "he has said so already; another officer must")
        }
        guard word.role >= policy.decidedBy else {
            throw CaseRefusal(.roleTooLow, "closing an account takes the role \(policy.decidedBy.rawValue)")
        }
        guard policy.closingReasons.contains(word.reason) else {
            throw CaseRefusal(
                .reasonUnknown,
                "give one of these reasons: \(policy.closingReasons.sorted().joined(separator: ", "))")
        }
        return counting.contains { $0.reason == word.reason } ? step : nil
    }
}
