/// What a station can ask of the registry. One interface: the registry itself conforms, and so does its client over TLS.
///
/// Every call may be repeated: the second time changes nothing and answers the same. A refusal is thrown as
/// `ProblemDetails`; the client throws `Unreachable` besides, where no answer of the registry came.
package protocol RegistryAPI: EventFeed {
    /// Those of the pieces that the registry does not have from this station.
    func missingParts(among digests: [ContentDigest], of station: StationID) async throws -> [ContentDigest]

    /// Stores a piece of a sealed part, whose digest must be the one named; at most `RegistryLimits.pieceSize` bytes.
    func store(part: [UInt8], digest: ContentDigest, of station: StationID) async throws

    /// Submits a record all of whose parts are stored.
    func submit(_ record: SignedManifest, sequence: Int, of station: StationID) async throws -> Submission

    /// The receipt of a record that was accepted before.
    func receipt(sequence: Int, of station: StationID) async throws -> [UInt8]

    /// A record as the station signed it, accepted or refused: for a station whose disk was set back.
    func manifest(sequence: Int, of station: StationID) async throws -> SignedManifest

    /// What became of the station's records after a change that it knows, at most `RecordStateChange.mostInAnAnswer`.
    func stateChanges(of station: StationID, after change: Int) async throws -> [RecordStateChange]

    /// Compares a station's statement with what the registry holds.
    func reconcile(_ statement: SignedStatement, number: Int, of station: StationID) async throws -> Reconciliation

    /// The current roster, signed; `Roster.verify` reads it.
    func roster() async throws -> [UInt8]

    /// The end of the station's audit log as the registry has it.
    func auditHead(of station: StationID) async throws -> AuditHead

    /// Entries of the station's audit log from a number on, up to `AuditEntry.mostInABatch`: for a station whose disk was
    /// set back.
    func auditEntries(from number: Int, of station: StationID) async throws -> [AuditEntry]

    /// Sends audit entries, up to `AuditEntry.mostInABatch` that follow one another; those that are there already do no
    /// harm. Answers the new end.
    func append(audit entries: [AuditEntry], of station: StationID) async throws -> AuditHead

    /// Whether a citizen has an account here, and whether the phone number is another account's.
    ///
    /// Nothing that is asked is kept or logged, and a station may not ask without end.
    func inquire(personalNumber: String, phone: String?, of station: StationID) async throws -> AccountInquiry
}

/// The registry's answer to a record that it accepts.
package struct Submission: Sendable, Hashable {
    /// The receipt's bytes, the same at each repetition; `Receipt.verify` reads them.
    package let receipt: [UInt8]
    /// Whether this call brought the record in, and not an earlier one.
    package let isNew: Bool

    package init(receipt: [UInt8], isNew: Bool) {
        self.receipt = receipt
        self.isNew = isNew
    }
}
