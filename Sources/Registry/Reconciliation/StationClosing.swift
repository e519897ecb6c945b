/// That a station is closed: it gave its last statement, and the registry holds just those records.
///
/// Canonical JSON as the content of CMS SignedData, signed as bundles for stations are. With the statement it proves for
/// as long as somebody keeps it that nothing was left on the station's disk.
package struct StationClosing: Sendable, Hashable {
    package let station: StationID
    /// The digest of the statement's bytes.
    package let statement: ContentDigest
    /// How many records there are, which is the number of the last one.
    package let records: Int
    /// How many of them the registry refused.
    package let refused: Int
    /// The digest of the last record's manifest; `ContentDigest.none` where there is none.
    package let head: ContentDigest
    /// The end of the station's audit log at the registry.
    package let audit: AuditHead
    /// By the registry's clock; the station is barred from then on.
    package let closed: Timestamp

    package init(
        station: StationID, statement: ContentDigest, records: Int, refused: Int, head: ContentDigest,
        audit: AuditHead, closed: Timestamp
    ) {
        self.station = station
        self.statement = statement
        self.records = records
        self.refused = refused
        self.head = head
        self.audit = audit
        self.closed = closed
    }

    private static let schema = "chip-id-station/station-closing"

    /// The bytes that are signed.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1, "station": .string(station.text),
            "statement": .string(statement.text), "records": .integer(records), "refused": .integer(refused),
            "head": .string(head.text),
            "audit": ["number": .integer(audit.number), "digest": .string(audit.digest.text)],
            "closed": .string("\(closed)"),
        ]
        return try json.canonical()
    }

    /// Reads the bytes; says nothing about a signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1,
            let station = json["station"]?.string.flatMap({ StationID($0) }),
            let statement = json["statement"]?.string.flatMap({ ContentDigest(text: $0) }),
            let records = json["records"]?.integer, let refused = json["refused"]?.integer,
            let head = json["head"]?.string.flatMap({ ContentDigest(text: $0) }),
            let number = json["audit"]?["number"]?.integer,
            let digest = json["audit"]?["digest"]?.string.flatMap({ ContentDigest(text: $0) }),
            let closed = json["closed"]?.string.flatMap({ Timestamp(text: $0) })
        else { throw Self.refused("a member is missing or of the wrong form") }
        self.init(
            station: station, statement: statement, records: records, refused: refused, head: head,
            audit: AuditHead(number: number, digest: digest), closed: closed)
        guard try serialized() == bytes else { throw Self.refused("it has further members") }
    }

    static func refused(_ why: String) -> RegistryError {
        RegistryError(.closingRefused, "the closing is not genuine: \(why)", fault: .registry)
    }
}

extension RegistryError.Code {
    /// What should prove that a station is closed does not.
    package static let closingRefused = Self(rawValue: "closing-refused")
}
