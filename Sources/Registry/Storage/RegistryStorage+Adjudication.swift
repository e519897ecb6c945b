/// Accounts, cases and decisions. One method is one transaction.
package protocol AdjudicationStorage: Sendable {
    /// A citizen's account by his keyed hash; nil where he has none.
    func account(of hashes: AccountHashes) async throws -> Account?

    /// Cases after a number, in order; only those that wait, where asked.
    func cases(waiting: Bool, after number: Int, limit: Int) async throws -> [Case]

    /// A case with what was done about it; nil if there is none of this number.
    func caseFile(_ number: Int) async throws -> CaseFile?

    /// The signed manifest's bytes of a case's record.
    func manifest(ofCase number: Int) async throws -> [UInt8]?

    /// Takes a decision whose signature was checked, and ends the case where it is the last that was wanted.
    ///
    /// - Throws: `CaseRefusal`; then nothing is written.
    func decide(_ decision: CaseDecision, policy: AdjudicationPolicy) async throws -> Case.State

    /// Takes an officer's word, whose signature was checked, that an account is to be closed, and closes it where another one
    /// said the same; the account's state then.
    ///
    /// - Throws: `CaseRefusal`; then nothing is written.
    func close(
        _ word: AccountClosing, of hashes: AccountHashes, policy: AdjudicationPolicy
    ) async throws -> AccountState

    /// Keeps that an officer looks at a case's record.
    func keep(_ opening: CaseOpening) async throws

    /// Whether a digest is that of a receipt of this station; and since when the station has receipts.
    func receiptAge(_ digest: ContentDigest, of station: StationID, since: Timestamp) async throws -> ReceiptAge
}

/// What the registry knows of the newest receipt that a station says it had.
package struct ReceiptAge: Sendable, Hashable {
    /// When the record of this receipt was received; nil where no such receipt was given since the time asked for.
    package let given: Timestamp?
    /// When the station's first receipt was given; nil where it has none.
    package let first: Timestamp?
}

/// What happened, in order.
package protocol EventStorage: Sendable {
    /// Events after a number, in order and without a gap.
    func events(after number: Int, limit: Int) async throws -> [RegistryEvent]
}

/// Messages to citizens that wait to be delivered.
package protocol NotificationStorage: Sendable {
    /// Takes the next message that is due and holds it back until `until`, so that no other process takes it meanwhile.
    func takeNotification(at time: Timestamp, until: Timestamp) async throws -> WaitingNotification?

    /// The message is with the program that delivers; its contact is deleted.
    func notificationDelivered(_ number: Int) async throws

    /// It was not delivered; it is due again at a time, or, where there is none, it is dead.
    func notificationFailed(_ number: Int, failure: String, due: Timestamp?) async throws

    /// Messages that are given up, oldest first.
    func deadNotifications(limit: Int) async throws -> [DeadNotification]

    /// Makes dead messages wait again; their number.
    func reviveNotifications(at time: Timestamp) async throws -> Int
}

/// Procedures and texts that this registry gave to its stations: what records are judged by.
package protocol ProcedureStorage: Sendable {
    /// Keeps files as they were given; those that are there already do no harm.
    func keep(procedureFiles files: [String: [UInt8]], at time: Timestamp) async throws

    /// The files of this digest by their path.
    func procedureFiles(_ digest: ContentDigest) async throws -> [String: [UInt8]]
}
