/// Whose account a record is about, in the clear: for the moment between its opening and its hashes.
struct AccountFacts: Sendable, Hashable {
    /// The personal number, or the document's where it has none.
    let holder: String
    let phone: String?

    init(holder: String, phone: String?) {
        self.holder = holder
        self.phone = phone
    }

    /// What `record.json` says; nil where it says nothing of a holder.
    init?(record json: JSONValue) {
        let claims = json["claims"] ?? json
        let (holder, entry) = (claims["holder"], claims["entry"])
        guard let number = holder?["personalNumber"]?.string ?? holder?["documentNumber"]?.string else { return nil }
        self.init(holder: number, phone: entry?["phone"]?.string)
    }
}

extension AccountFacts: CustomStringConvertible, CustomReflectable {
    var description: String { "facts of an account" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
