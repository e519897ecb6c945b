extension StationStatement {
    private static let schema = "chip-id-station/statement"
    private static let schemaVersion = 1

    /// The bytes that are signed.
    package func serialized() throws(RegistryError) -> [UInt8] {
        var json: [String: JSONValue] = [
            "schema": .string(Self.schema), "version": .integer(Self.schemaVersion), "station": .string(station.text),
            "number": .integer(number), "time": .string("\(time)"), "created": .integer(created),
            "head": .string(head.text), "received": .integer(received), "rejected": .integer(rejected),
            "pending": .array(
                pending.map { group in
                    [
                        "first": .integer(group.sequences.lowerBound), "last": .integer(group.sequences.upperBound),
                        "digest": .string(group.digest.text),
                    ]
                }),
        ]
        if isFinal { json["final"] = .boolean(true) }
        return try JSONValue.object(json).canonical()
    }

    /// Reads a statement, which must be canonical and hold these members and no others.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else {
            throw RegistryError(.tooLarge, "the statement has \(bytes.count) bytes", fault: .station)
        }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == Self.schemaVersion else {
            throw Self.malformed("its schema is not \(Self.schema), version \(Self.schemaVersion)")
        }
        guard let station = json["station"]?.string.flatMap({ StationID($0) }), let number = json["number"]?.integer,
            let time = json["time"]?.string.flatMap({ Timestamp(text: $0) }), let created = json["created"]?.integer,
            let head = json["head"]?.string.flatMap({ ContentDigest(text: $0) }),
            let received = json["received"]?.integer, let rejected = json["rejected"]?.integer,
            let groups = json["pending"]?.array
        else { throw Self.malformed("a member is missing or of the wrong form") }
        let pending = groups.compactMap { group -> Pending? in
            guard let first = group["first"]?.integer, let last = group["last"]?.integer, first <= last,
                let digest = group["digest"]?.string.flatMap({ ContentDigest(text: $0) })
            else { return nil }
            return Pending(sequences: first...last, digest: digest)
        }
        guard pending.count == groups.count else { throw Self.malformed("a group of records that wait is none") }
        try self.init(
            station: station, number: number, time: time, created: created, head: head, received: received,
            rejected: rejected, pending: pending, isFinal: json["final"]?.boolean ?? false)
        guard try serialized() == bytes else { throw Self.malformed("it has further members") }
    }
}
