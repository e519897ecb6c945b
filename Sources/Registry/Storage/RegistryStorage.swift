/// Where the registry keeps parts, records, findings and the log. One method is one transaction.
///
/// When a method returns, what it wrote is on disk: the registry answers after that and never before.
package protocol RegistryStorage: LogStorage, RecordStateStorage, StatementStorage, AdjudicationStorage, EventStorage,
    NotificationStorage, ProcedureStorage, StationStorage
{
    /// Those of the pieces that this station has not stored.
    func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest]

    /// Stores a piece, unless the station's pieces that no record uses would exceed `pendingLimit` bytes.
    func store(
        part bytes: [UInt8], digest: ContentDigest, of station: StationID, received: Timestamp, pendingLimit: Int
    ) async throws -> PartStorage

    /// A piece's bytes; nil if the station stored none of this digest.
    func part(_ digest: ContentDigest, of station: StationID) async throws -> [UInt8]?

    /// The record at a number of a station; nil if there is none.
    func record(sequence: Int, of station: StationID) async throws -> StoredRecord?

    /// A record by its id; nil if there is none.
    func record(_ id: RecordID) async throws -> KeptRecord?

    /// The record at a number of a station as it was signed; nil if there is none.
    func signedManifest(sequence: Int, of station: StationID) async throws -> SignedManifest?

    /// How things stand for a manifest, all seen at one moment.
    func standing(of manifest: RecordManifest) async throws -> Standing

    /// Appends a judged record to its station's chain and, if it is accepted, to the log.
    ///
    /// The chain is checked again inside the transaction: of two that race for one number, one wins.
    func append(_ record: JudgedRecord, log: TransparencyLog) async throws -> AppendOutcome

    /// Admits an officer, in the place of an earlier assignment of his where there is one.
    func admit(_ officer: Officer, at time: Timestamp) async throws -> Admission

    /// Ends an officer's assignment; false where he does not serve.
    func removeOfficer(_ id: String, at time: Timestamp) async throws -> Bool

    /// Every assignment there was, oldest first; only those of one officer, where asked.
    func assignments(of officer: String?) async throws -> [OfficerAssignment]

    /// Whether any officer was ever admitted.
    func hasOfficers() async throws -> Bool

    /// Signs a roster of those who serve under the next number, and keeps it.
    func issueRoster(
        _ make: @escaping @Sendable (_ number: Int, _ officers: [Officer]) throws -> RosterIssuer.Issued
    ) async throws -> RosterIssuer.Issued

    /// The roster of the highest number; nil before the first.
    func lastRoster() async throws -> StoredRoster?

    /// The end of a station's audit log as it is here.
    func auditHead(of station: StationID) async throws -> AuditHead

    /// Appends entries, which must follow one another, to a station's audit log: all of them or none.
    func append(audit entries: [AuditEntry], of station: StationID, received: Timestamp) async throws -> AuditOutcome

    /// The bytes of a station's audit entries after a number, in order.
    func auditEntries(of station: StationID, after number: Int, limit: Int) async throws -> [StoredAuditEntry]

    /// Whether a citizen has an account, and whether somebody else's has this phone number; by their keyed hashes.
    func accounts(of hashes: AccountHashes) async throws -> AccountInquiry

    /// Releases the database; nothing can be called afterwards.
    func close() async throws
}

/// What became of a part.
package enum PartStorage: Sendable, Hashable {
    case stored, alreadyStored, tooManyPending
}

/// What the storage holds that decides whether a record can be taken.
package struct Standing: Sendable, Hashable {
    /// The record that has the manifest's number already.
    package let stored: StoredRecord?
    /// The end of the station's chain; nil before its first record.
    package let head: ChainHead?
    /// Whether any record has the manifest's id.
    package let isIDTaken: Bool
    /// The pieces of the manifest that are not stored.
    package let missing: [ContentDigest]
}

/// The last record of a station's chain.
package struct ChainHead: Sendable, Hashable {
    package let sequence: Int
    package let digest: ContentDigest
}

/// What became of a record that was to be appended.
package enum AppendOutcome: Sendable {
    case appended(StoredRecord)
    /// The number, or the record's id, is taken, or a part is gone: look again and judge anew.
    case overtaken
}
