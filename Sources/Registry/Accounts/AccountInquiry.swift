/// The registry's answer about a citizen and a phone number.
package struct AccountInquiry: Sendable, Hashable {
    /// Whether the citizen has an account: a record of his was accepted.
    package let account: Bool
    /// Whether somebody else's account has this phone number.
    package let phoneInUse: Bool

    package init(account: Bool, phoneInUse: Bool) {
        self.account = account
        self.phoneInUse = phoneInUse
    }

    func serialized() throws(RegistryError) -> [UInt8] {
        try (["account": .boolean(account), "phoneInUse": .boolean(phoneInUse)] as JSONValue).canonical()
    }

    init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard let account = json["account"]?.boolean, let phoneInUse = json["phoneInUse"]?.boolean else {
            throw RegistryError(
                .malformedJSON, "the answer about an account is not of the known form", fault: .registry)
        }
        self.init(account: account, phoneInUse: phoneInUse)
    }
}

/// The question: the body of `POST …/accounts/inquiry`, and nowhere in a URL.
struct AccountQuestion {
    let facts: AccountFacts

    static let maximumSize = 1024

    /// - Throws: `malformedJSON` for what can be no number.
    init(personalNumber: String, phone: String?) throws(RegistryError) {
        let isNumber = personalNumber.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
        }
        guard isNumber, (1...32).contains(personalNumber.utf8.count), (phone?.utf8.count ?? 0) <= 32 else {
            throw RegistryError(.malformedJSON, "a personal number or a phone number has another form", fault: .station)
        }
        facts = AccountFacts(holder: personalNumber, phone: phone)
    }

    func serialized() throws(RegistryError) -> [UInt8] {
        var members: [String: JSONValue] = ["personalNumber": .string(facts.holder)]
        members["phone"] = facts.phone.map { .string($0) }
        return try JSONValue.object(members).canonical()
    }

    init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard let number = json["personalNumber"]?.string, json["phone"] == nil || json["phone"]?.string != nil else {
            throw RegistryError(.malformedJSON, "no personal number is asked for, or by no text", fault: .station)
        }
        try self.init(personalNumber: number, phone: json["phone"]?.string)
    }
}
