/// An account as the registry has it: of its holder nothing but a keyed hash.
package struct Account: Sendable, Hashable {
    package let status: AccountStatus
    /// What happened to it, oldest first. Empty for an account from before there were decisions.
    package let history: [Entry]
    /// What officers said to its closing, oldest first; those that are over an earlier record count no more.
    package let closings: [AccountClosing]
    /// The record that the account stands by: the last one that changed it.
    package let record: Standing
    /// By what those outside know the account.
    package let reference: ContentDigest

    /// What of that record decides who may close the account.
    package struct Standing: Sendable, Hashable {
        /// The digest of its manifest.
        package let digest: ContentDigest
        package let station: StationID
        /// Who enrolled it; nil where no case tells.
        package let officer: String?
    }

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
