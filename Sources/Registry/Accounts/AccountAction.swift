/// What a record asks of an account, by the name that procedures have for it.
package enum AccountAction: String, Sendable, Hashable, CaseIterable {
    case openAccount = "open-account"
    case changeContact = "change-contact"
    case lockAccount = "lock-account"
    case unlockAccount = "unlock-account"
    case reissueActivation = "reissue-activation"
    case renewDocument = "renew-document"
    /// Nothing: a bench's record.
    case nothing

    /// Whether the phone number that the record names becomes the account's.
    var changesPhone: Bool { self == .openAccount || self == .changeContact }
}

/// What happens to an account. The names are kept in its history and told in events.
package enum AccountChange: String, Sendable, Hashable, CaseIterable {
    /// A record asks for the account and waits for a decision.
    case requested
    /// It did not come to be: the record was rejected or must be corrected.
    case withdrawn
    case opened
    /// From level 1 to level 2.
    case raised
    case contactChanged = "contact-changed"
    case locked
    case unlocked
    case activationReissued = "activation-reissued"
    case documentRenewed = "document-renewed"
    /// Two officers closed it.
    case closed
}

/// Why an account cannot do what a record asks, by a stable name.
package enum AccountRefusal: String, Error, Sendable, Hashable, CaseIterable {
    case missing = "account-missing"
    case exists = "account-exists"
    case pending = "account-pending"
    case isLocked = "account-locked"
    case notLocked = "account-not-locked"
    case closed = "account-closed"
}
