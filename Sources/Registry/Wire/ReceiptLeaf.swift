/// What the log holds for one record: canonical JSON, hashed as a leaf of the tree (RFC 6962 §2.1).
package struct ReceiptLeaf: Sendable, Hashable {
    package let station: StationID
    package let sequence: Int
    /// The digest of the manifest: with this record the head of the station's chain.
    package let manifest: ContentDigest
    /// The head of the station's chain before this record.
    package let previous: ContentDigest
    /// The bytes of manifest and sealed parts together.
    package let size: Int
    /// When the registry had checked the record, by its clock.
    package let received: Timestamp

    package init(
        station: StationID, sequence: Int, manifest: ContentDigest, previous: ContentDigest, size: Int,
        received: Timestamp
    ) {
        self.station = station
        self.sequence = sequence
        self.manifest = manifest
        self.previous = previous
        self.size = size
        self.received = received
    }

    private static let schema = "chip-id-station/receipt"

    /// The bytes of the leaf.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1, "station": .string(station.text),
            "sequence": .integer(sequence),
            "manifest": .string(manifest.text), "previous": .string(previous.text), "size": .integer(size),
            "received": .string("\(received)"),
        ]
        return try json.canonical()
    }

    /// Reads the bytes of a leaf.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let malformed = RegistryError(.malformedReceipt, "the receipt's leaf is not of our form", fault: .registry)
        guard let json = try? JSONValue(parsingCanonical: bytes), json["schema"]?.string == Self.schema,
            json["version"]?.integer == 1, let station = json["station"]?.string.flatMap({ StationID($0) }),
            let sequence = json["sequence"]?.integer,
            let manifest = json["manifest"]?.string.flatMap({ ContentDigest(text: $0) }),
            let previous = json["previous"]?.string.flatMap({ ContentDigest(text: $0) }),
            let size = json["size"]?.integer,
            let received = json["received"]?.string.flatMap({ Timestamp(text: $0) })
        else { throw malformed }
        self.init(
            station: station, sequence: sequence, manifest: manifest, previous: previous, size: size, received: received
        )
    }
}
