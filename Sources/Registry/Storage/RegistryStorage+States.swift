/// Where the registry keeps how far each record has come.
package protocol RecordStateStorage: Sendable {
    /// Brings a record into a state, and lets its station know the next time that it asks.
    ///
    /// - Parameters:
    ///   - state: the new one.
    ///   - record: the record's number in the registry's storage.
    ///   - reason: what the operator reads, up to `RecordState.longestReason` characters; no personal data.
    ///   - time: when it changed.
    /// - Returns: false where the record was in this state for this reason already, and nothing was written.
    /// - Throws: `RegistryError.Code.recordUnknown` where there is no such record.
    @discardableResult
    func setState(_ state: RecordState, of record: Int, reason: String?, at time: Timestamp) async throws -> Bool

    /// The changes of a station's records after one, in order; 0 for all.
    func stateChanges(of station: StationID, after change: Int, limit: Int) async throws -> [RecordStateChange]
}
