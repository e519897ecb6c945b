/// An officer's word that an account is to be closed, signed by him. Two officers who give the same reason close it.
///
/// ECDSA over SHA-256 of
///
/// ```
/// "chip-id-station/account-closing/1" LF account LF officer LF role LF reason LF time LF | record's SHA-256 (32)
/// ```
///
/// The account is named by its reference, and by the manifest of the record that it stands by: a word over an account that
/// has changed since counts no more.
package struct AccountClosing: Sendable, Hashable {
    /// What its event calls it.
    static let action = "close-account"

    package let account: ContentDigest
    /// The digest of the manifest of the record that the account stands by.
    package let record: ContentDigest
    package let officer: String
    package let role: OfficerRole
    /// A code of the policy.
    package let reason: String
    package let time: Timestamp
    /// `r ‖ s`, 64 bytes.
    package let signature: [UInt8]

    /// A word as it was stored.
    init(
        account: ContentDigest, record: ContentDigest, officer: String, role: OfficerRole, reason: String,
        time: Timestamp, signature: [UInt8]
    ) {
        self.account = account
        self.record = record
        self.officer = officer
        self.role = role
        self.reason = reason
        self.time = time
        self.signature = signature
    }

    /// Signs.
    init(
        of account: Account, by officer: Officer, with keys: OfficerKeys, reason: String, at time: Timestamp
    ) throws(RegistryError) {
        let message = Self.message(
            account.reference, account.record.digest, officer: officer.id, role: officer.role, reason: reason,
            time: time)
        self.init(
            account: account.reference, record: account.record.digest, officer: officer.id, role: officer.role,
            reason: reason, time: time, signature: try keys.sign(message))
    }

    /// Whether it is the word of an officer who had this role then.
    ///
    /// - Parameter assignments: all those of this officer.
    func holds(by assignments: [OfficerAssignment]) -> Bool {
        let message = Self.message(account, record, officer: officer, role: role, reason: reason, time: time)
        return OfficerWord.holds(signature, of: message, by: officer, as: role, at: time, among: assignments)
    }

    private static func message(
        _ account: ContentDigest, _ record: ContentDigest, officer: String, role: OfficerRole, reason: String,
        time: Timestamp
    ) -> [UInt8] {
        let lines = [
            "chip-id-station/account-closing/1", account.text, officer, role.rawValue, reason, "\(time)",
        ]
        return OfficerWord.message(lines, over: record)
    }
}
