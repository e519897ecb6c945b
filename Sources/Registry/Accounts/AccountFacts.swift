/// Whose account a record is about, in the clear: for the moment between its opening and its hashes.
struct AccountFacts: Sendable, Hashable {
    /// The personal number, or the document's where it has none.
    let holder: String
    let phone: String?

    init(holder: String, phone: String?) {
        self.holder = holder
        self.phone = phone
    }

    /// The action of a bench's procedure: its records open no account.
    private static let noAction = "nothing"

    /// What a record claims; nil where it says nothing of a holder, or is a bench's.
    init?(_ claims: RecordClaims) {
        guard claims.procedure.action != Self.noAction, let holder = claims.persons[PersonClaims.holder]?.claims,
            let number = holder.personalNumber ?? holder.documentNumber
        else { return nil }
        self.init(holder: number, phone: claims.entry["phone"])
    }
}

extension AccountFacts: CustomStringConvertible, CustomReflectable {
    var description: String { "facts of an account" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
