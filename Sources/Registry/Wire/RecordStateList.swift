/// The answer of `GET …/records?after=N`: what became of a station's records, in the order in which it happened.
struct RecordStateList {
    let changes: [RecordStateChange]

    init(_ changes: [RecordStateChange]) { self.changes = changes }

    /// Bytes of an answer.
    static let maximumSize = 1 << 20

    func serialized() throws(RegistryError) -> [UInt8] {
        let entries = changes.map { change in
            var entry: [String: JSONValue] = [
                "change": .integer(change.change), "sequence": .integer(change.sequence),
                "state": .string(change.state.rawValue), "since": .string("\(change.since)"),
            ]
            if let reason = change.reason { entry["reason"] = .string(reason) }
            return JSONValue.object(entry)
        }
        return try (["records": .array(entries)] as JSONValue).canonical()
    }

    init(
        parsing bytes: [UInt8], atMost most: Int = RecordStateChange.mostInAnAnswer
    ) throws(RegistryError) {
        guard let entries = try JSONValue(parsing: bytes)["records"]?.array, entries.count <= most
        else { throw Self.malformed }
        changes = entries.compactMap { entry in
            guard let change = entry["change"]?.integer, change >= 1, let sequence = entry["sequence"]?.integer,
                sequence >= 1, let state = entry["state"]?.string,
                let since = entry["since"]?.string.flatMap({ Timestamp(text: $0) })
            else { return nil }
            let reason = entry["reason"]?.string.map { String($0.prefix(RecordState.longestReason)) }
            return RecordStateChange(
                change: change, sequence: sequence, state: RecordState(rawValue: state), reason: reason, since: since)
        }
        guard changes.count == entries.count else { throw Self.malformed }
    }

    private static var malformed: RegistryError {
        RegistryError(.malformedJSON, "the list of records' states is not of the known form", fault: .registry)
    }
}
