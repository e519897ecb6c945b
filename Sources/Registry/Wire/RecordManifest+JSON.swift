extension RecordManifest {
    /// The bytes that are signed, hashed and sent: canonical JSON.
    package func serialized() throws(RegistryError) -> [UInt8] { try json.canonical() }

    /// Reads a manifest, which must be canonical and hold these members and no others.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= RegistryLimits.manifestSize else {
            throw RegistryError(.tooLarge, "the manifest has \(bytes.count) bytes", fault: .station)
        }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == Self.schemaVersion else {
            throw Self.malformed("its schema is not \(Self.schema), version \(Self.schemaVersion)")
        }
        guard let record = json["record"]?.string.flatMap({ RecordID($0) }),
            let station = json["station"]?.string.flatMap({ StationID($0) }), let sequence = json["sequence"]?.integer,
            let previous = json["previous"]?.string.flatMap({ ContentDigest(text: $0) }),
            let procedureID = json["procedure"]?["id"]?.string,
            let procedureVersion = json["procedure"]?["version"]?.integer,
            let operatorID = json["operator"]?.string,
            let begin = json["time"]?["begin"]?.string.flatMap({ Timestamp(text: $0) }),
            let end = json["time"]?["end"]?.string.flatMap({ Timestamp(text: $0) }), begin <= end,
            let parts = json["parts"]?.array
        else { throw Self.malformed("a member is missing or of the wrong form") }
        try self.init(
            record: record, station: station, sequence: sequence, previous: previous,
            procedure: ProcedureReference(id: procedureID, version: procedureVersion), operatorID: operatorID,
            time: begin...end, parts: try parts.map { part throws(RegistryError) in try ManifestPart(json: part) })
        // What is written back the same holds no further members, and its parts are in order.
        guard try serialized() == bytes else { throw Self.malformed("it has further members, or parts out of order") }
    }

    private var json: JSONValue {
        [
            "schema": .string(Self.schema), "version": .integer(Self.schemaVersion),
            "record": .string(record.text), "station": .string(station.text), "sequence": .integer(sequence),
            "previous": .string(previous.text),
            "procedure": ["id": .string(procedure.id), "version": .integer(procedure.version)],
            "operator": .string(operatorID),
            "time": ["begin": .string("\(time.lowerBound)"), "end": .string("\(time.upperBound)")],
            "parts": .array(parts.map(\.json)),
        ]
    }
}

extension ManifestPart {
    fileprivate init(json: JSONValue) throws(RegistryError) {
        guard let name = json["name"]?.string.flatMap({ PartName($0) }), let mediaType = json["mediaType"]?.string,
            let size = json["size"]?.integer, let digest = json["sha256"]?.string.flatMap({ ContentDigest(text: $0) }),
            let sealedSize = json["sealed"]?["size"]?.integer,
            let sealedDigest = json["sealed"]?["sha256"]?.string.flatMap({ ContentDigest(text: $0) })
        else { throw RecordManifest.malformed("a part lacks a member") }
        let listed = json["sealed"]?["pieces"]?.array ?? []
        let pieces = listed.compactMap { $0.string.flatMap { ContentDigest(text: $0) } }
        guard pieces.count == listed.count else {
            throw RecordManifest.malformed("a piece of part \(name) has no digest")
        }
        try self.init(
            name: name, mediaType: mediaType, size: size, digest: digest, sealedSize: sealedSize,
            sealedDigest: sealedDigest, pieceDigests: pieces)
    }

    fileprivate var json: JSONValue {
        var sealed: [String: JSONValue] = ["size": .integer(sealedSize), "sha256": .string(sealedDigest.text)]
        if !pieceDigests.isEmpty { sealed["pieces"] = .array(pieceDigests.map { .string($0.text) }) }
        return [
            "name": .string(name.text), "mediaType": .string(mediaType), "size": .integer(size),
            "sha256": .string(digest.text), "sealed": .object(sealed),
        ]
    }
}
