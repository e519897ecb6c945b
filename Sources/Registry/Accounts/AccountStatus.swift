/// Where an electronic-identity account stands.
package enum AccountState: String, Sendable, Hashable, CaseIterable {
    /// A record asks for it, and nobody has decided yet.
    case pending
    /// In use.
    case active
    /// The holder had it locked; what it was stays.
    case locked
    /// It is no more, or never came to be. A new record can open it again; one that officers closed, only by two officers.
    case closed
}

/// An account's state and level.
package struct AccountStatus: Sendable, Hashable {
    package let state: AccountState
    /// 1: the holder says who he is. 2: an authority found it true, at a counter.
    package let level: Int

    package init(_ state: AccountState, level: Int) {
        self.state = state
        self.level = min(max(level, 1), 2)
    }
}

extension AccountStatus: CustomStringConvertible {
    package var description: String { "\(state.rawValue), level \(level)" }
}
