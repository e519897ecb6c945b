import Registry

/// What closed a station, for people and programs.
struct ClosingLine: Encodable {
    let station: String
    let closed: String
    let records: Int
    let refused: Int
    /// The digest of the last record's manifest.
    let head: String
    let auditEntries: Int
    let statement: String

    init(_ closing: StationClosing) {
        station = closing.station.text
        closed = "\(closing.closed)"
        records = closing.records
        refused = closing.refused
        head = closing.head.text
        auditEntries = closing.audit.number
        statement = closing.statement.text
    }

    var text: String {
        "closed with \(records) records (\(refused) refused) and \(auditEntries) audit entries at \(closed)"
    }
}
