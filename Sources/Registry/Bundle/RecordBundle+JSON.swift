extension RecordBundle {
    private static let schema = "chip-id-station/record-bundle"

    /// The bytes of the index, which are signed.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1, "station": .string(station.text), "made": .string("\(made)"),
            "change": .integer(change),
            "records": .array(records.map(\.json)),
        ]
        return try json.canonical()
    }

    /// Reads the bytes of an index; says nothing about the signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1, json.object?.count == 6,
            let station = json["station"]?.string.flatMap({ StationID($0) }),
            let made = json["made"]?.string.flatMap({ Timestamp(text: $0) }), let change = json["change"]?.integer,
            let listed = json["records"]?.array, listed.count <= Self.mostRecords
        else { throw Self.malformed("its index is not of the known form") }
        let records = listed.compactMap { entry -> Entry? in
            guard let sequence = entry["sequence"]?.integer,
                let digest = entry["digest"]?.string.flatMap({ ContentDigest(text: $0) })
            else { return nil }
            guard let trace = entry["trace"] else { return Entry(sequence: sequence, digest: digest) }
            return trace.string.flatMap { TraceContext(traceID: $0) }.map {
                Entry(sequence: sequence, digest: digest, trace: $0.traceID)
            }
        }
        guard records.count == listed.count else { throw Self.malformed("its index is not of the known form") }
        try self.init(station: station, made: made, change: change, records: records)
    }
}

extension RecordBundle.Entry {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["sequence": .integer(sequence), "digest": .string(digest.text)]
        members["trace"] = trace.map { .string($0) }
        return .object(members)
    }
}
