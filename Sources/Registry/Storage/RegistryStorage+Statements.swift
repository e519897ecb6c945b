/// Where the registry keeps what stations say of their records, and what does not agree with it.
package protocol StatementStorage: Sendable {
    /// Compares a statement, whose signature was verified, with what is here, and keeps it with what does not agree.
    ///
    /// The same bytes again change nothing and get the same findings. A last statement with which nothing disagrees
    /// closes the station in the same transaction.
    ///
    /// - Parameters:
    ///   - statement: what the station says.
    ///   - signed: the same, in the bytes that it signed.
    ///   - received: when it came.
    ///   - limit: how many statements of a station are taken within a day.
    func reconcile(
        _ statement: StationStatement, signed: SignedStatement, received: Timestamp, limit: Int
    ) async throws -> StatementOutcome

    /// What closed a station; nil for one that is not closed.
    func closing(of station: StationID) async throws -> StationClosing?

    /// Keeps a discrepancy that came out otherwise; one that is the station's last is not kept twice.
    func keep(_ discrepancy: Discrepancy, of station: StationID, found: Timestamp) async throws

    /// What did not agree, newest first; of one station where asked.
    func discrepancies(of station: StationID?, limit: Int) async throws -> [StoredDiscrepancy]

    /// Each station that has records or statements here, in the order of names after one.
    func stationStandings(after station: StationID?, limit: Int) async throws -> [StationStanding]
}

/// What became of a statement.
package enum StatementOutcome: Sendable, Hashable {
    case reconciled(Reconciliation)
    /// It was the station's last one, and the station is closed now, or was by these bytes before.
    case closed(Reconciliation, StationClosing)
    /// The station is barred: nothing new is taken.
    case barred(Revocation)
    /// The station has sent so many today.
    case tooMany
}

/// A station by its records and its statements.
package struct StationStanding: Sendable, Hashable {
    package let station: StationID
    /// How many records are here.
    package let records: Int
    /// How many of them are refused.
    package let refused: Int
    /// When the last statement came; nil before the first.
    package let lastStatement: Timestamp?
    /// How many discrepancies were found, ever.
    package let discrepancies: Int
    /// Whether it gave its last statement, and the registry agreed.
    package let isClosed: Bool
}
