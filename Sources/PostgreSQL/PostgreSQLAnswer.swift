import CPostgreSQL
import Registry

/// The result of a statement, in binary form.
struct PostgreSQLAnswer: ~Copyable {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    /// `COMMIT`, `INSERT 0 1`.
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// The number of rows that were changed.
    var changed: Int { PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// The rows by the names of their columns.
    func rows() throws(RegistryError) -> [SQLRow] {
        var rows: [SQLRow] = []
        let columns = (0..<PQnfields(result)).map { ($0, PQfname(result, $0).map { String(cString: $0) } ?? "") }
        for row in 0..<PQntuples(result) {
            var values: [String: SQLValue] = [:]
            for (column, name) in columns where values[name] == nil { values[name] = try value(row, column) }
            rows.append(SQLRow(values))
        }
        return rows
    }

    // The types by their numbers in the catalogue, which are fixed.
    private func value(_ row: Int32, _ column: Int32) throws(RegistryError) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0 else { return .null }
        let bytes = Array(
            UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        )
        switch PQftype(result, column) {
        case 16, 20, 21, 23:  // bool, int8, int2, int4: big-endian
            let isNegative = bytes.first.map { $0 & 0x80 != 0 } ?? false
            return .integer(bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) })
        case 17: return .bytes(bytes)
        case 18, 19, 25, 1042, 1043:  // char, name, text, bpchar, varchar
            guard let text = String(validating: bytes, as: UTF8.self) else { break }
            return .text(text)
        default: break
        }
        throw RegistryError(
            .storageFailed, "the registry's database answers a type that nothing here asks for", fault: .registry)
    }
}
