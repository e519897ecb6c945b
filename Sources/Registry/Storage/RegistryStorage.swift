/// Where the registry keeps parts, records, findings and the log. One method is one transaction.
///
/// When a method returns, what it wrote is on disk: the registry answers after that and never before.
package protocol RegistryStorage: Sendable {
    /// Those of the parts that this station has not stored.
    func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest]

    /// Stores a part, unless the station's parts that no record uses would exceed `pendingLimit` bytes.
    func store(
        part bytes: [UInt8], digest: ContentDigest, of station: StationID, received: Timestamp, pendingLimit: Int
    ) async throws -> PartStorage

    /// A part's bytes; nil if the station stored none of this digest.
    func part(_ digest: ContentDigest, of station: StationID) async throws -> [UInt8]?

    /// The record at a number of a station; nil if there is none.
    func record(sequence: Int, of station: StationID) async throws -> StoredRecord?

    /// How things stand for a manifest, all seen at one moment.
    func standing(of manifest: RecordManifest) async throws -> Standing

    /// Appends a judged record to its station's chain and, if it is accepted, to the log.
    ///
    /// The chain is checked again inside the transaction: of two that race for one number, one wins.
    func append(_ record: JudgedRecord, log: TransparencyLog) async throws -> AppendOutcome

    /// The log's number of leaves and its root.
    func logState() async throws -> (size: Int, root: [UInt8])

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
    /// The parts of the manifest that are not stored.
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
