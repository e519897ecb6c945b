extension SQLSession {
    /// The most values in one statement: SQLite takes 32,766, PostgreSQL 65,535.
    private static var mostValues: Int { 2000 }

    /// Inserts rows, many with one statement: each statement is a way to the server and back.
    /// - Parameter table: the table with its columns in brackets, as many as each row has values.
    func insert(into table: String, _ rows: [[any SQLEncodable]]) throws {
        guard let columns = rows.first?.count, columns > 0 else { return }
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        var rest = rows[...]
        while !rest.isEmpty {
            let next = rest.prefix(Self.count(of: rest.count, atMost: Self.mostValues / columns))
            rest = rest.dropFirst(next.count)
            let values = Array(repeating: row, count: next.count).joined(separator: ", ")
            try execute("INSERT INTO \(table) VALUES \(values)", next.flatMap { $0 })
        }
    }

    /// How many to take of so many: up to 16 all, else the largest power of two, so that few texts are ever prepared.
    private static func count(of rows: Int, atMost limit: Int) -> Int {
        let most = max(1, min(rows, limit))
        return most <= 16 ? most : 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount)
    }
}
