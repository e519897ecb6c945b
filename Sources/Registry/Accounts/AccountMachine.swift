/// The states of an account, as a machine without input or output: what an approved record does, or why it cannot.
package enum AccountMachine {
    /// What comes of a step.
    package struct Step: Sendable, Hashable {
        package let change: AccountChange
        package let status: AccountStatus
    }

    /// What an approved record does to an account.
    ///
    /// - Parameters:
    ///   - action: what the record asks for.
    ///   - status: nil where the citizen has no account.
    /// - Returns: nil where it does nothing to it.
    package static func approve(
        _ action: AccountAction, _ status: AccountStatus?
    ) throws(AccountRefusal) -> Step? {
        switch action {
        case .nothing: return nil
        case .openAccount: return try open(status)
        case .changeContact: return Step(change: .contactChanged, status: try active(status))
        case .reissueActivation: return Step(change: .activationReissued, status: try active(status))
        case .renewDocument: return Step(change: .documentRenewed, status: try there(status))
        case .lockAccount:
            return Step(change: .locked, status: AccountStatus(.locked, level: try active(status).level))
        case .unlockAccount:
            let now = try there(status)
            guard now.state == .locked else { throw .notLocked }
            return Step(change: .unlocked, status: AccountStatus(.active, level: now.level))
        }
    }

    /// What a record does that waits for a decision: an account that is not there yet becomes pending.
    package static func request(_ action: AccountAction, _ status: AccountStatus?) -> Step? {
        guard action == .openAccount, status == nil || status?.state == .closed else { return nil }
        return Step(change: .requested, status: AccountStatus(.pending, level: 1))
    }

    /// What becomes of the account that a record asked for and that it does not get.
    package static func withdraw(_ action: AccountAction, _ status: AccountStatus?) -> Step? {
        guard action == .openAccount, let status, status.state == .pending else { return nil }
        return Step(change: .withdrawn, status: AccountStatus(.closed, level: status.level))
    }

    /// What becomes of an account that officers close.
    package static func close(_ status: AccountStatus?) throws(AccountRefusal) -> Step {
        Step(change: .closed, status: AccountStatus(.closed, level: try there(status).level))
    }

    private static func open(_ status: AccountStatus?) throws(AccountRefusal) -> Step {
        let opened = AccountStatus(.active, level: 2)
        switch status?.state {
        case nil, .pending, .closed: return Step(change: .opened, status: opened)
        case .active where status?.level == 1: return Step(change: .raised, status: opened)
        case .active: throw .exists
        case .locked: throw .isLocked
        }
    }

    /// The account, which must be there and not only asked for.
    private static func there(_ status: AccountStatus?) throws(AccountRefusal) -> AccountStatus {
        guard let status else { throw .missing }
        switch status.state {
        case .pending: throw .pending
        case .closed: throw .closed
        case .active, .locked: return status
        }
    }

    private static func active(_ status: AccountStatus?) throws(AccountRefusal) -> AccountStatus {
        let status = try there(status)
        guard status.state == .active else { throw .isLocked }
        return status
    }
}
