/// An account as the registry has it: of its holder nothing but a keyed hash.
package struct Account: Sendable, Hashable {
    package let status: AccountStatus
    /// What happened to it, oldest first. Empty for an account from before there were decisions.
    package let history: [Entry]

    /// One thing that happened.
    package struct Entry: Sendable, Hashable {
        package let change: String
        package let status: AccountStatus
        /// The record that did it.
        package let record: String
        package let time: Timestamp
    }
}

extension AccountHashes {
    /// By what those outside know the account: nothing that the index can be asked by.
    var reference: ContentDigest { ContentDigest(of: Array("chip-id-station/account/1\n".utf8) + holder) }
}
