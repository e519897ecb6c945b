/// What a station signs about a record: who, when, by which procedure, and every part by name, size and digest.
///
/// All that decides how a record is treated stands here, under the signature. Its bytes are canonical JSON (RFC 8785), so
/// one manifest has one digest. The sequence has no gaps and `previous` chains a station's records together.
package struct RecordManifest: Sendable, Hashable {
    /// The schema that this version reads and writes.
    package static let schema = "chip-id-station/record-manifest"
    /// The schema's version that this version reads and writes.
    package static let schemaVersion = 1

    package let record: RecordID
    package let station: StationID
    /// Counts a station's records from 1, without gaps.
    package let sequence: Int
    /// The digest of the station's manifest before this one; `ContentDigest.none` at sequence 1.
    package let previous: ContentDigest
    package let procedure: ProcedureReference
    /// The operator's identity at the authority, no personal name.
    package let operatorID: String
    /// From the first act of the enrollment to its record, by the station's clock.
    package let time: ClosedRange<Timestamp>
    /// The parts, in ascending order of their names.
    package let parts: [ManifestPart]

    /// Checks the rules that hold for every manifest: sequence, length of texts, number and names of parts.
    package init(
        record: RecordID, station: StationID, sequence: Int, previous: ContentDigest, procedure: ProcedureReference,
        operatorID: String, time: ClosedRange<Timestamp>, parts: [ManifestPart]
    ) throws(RegistryError) {
        self.record = record
        self.station = station
        self.sequence = sequence
        self.previous = previous
        self.procedure = procedure
        self.operatorID = operatorID
        self.time = time
        self.parts = parts.sorted { $0.name < $1.name }
        try check()
    }

    private func check() throws(RegistryError) {
        guard (1...JSONValue.largestInteger).contains(sequence) else { throw Self.malformed("sequence is below 1") }
        guard (sequence == 1) == (previous == .none) else {
            throw Self.malformed("previous is all zeros at sequence 1 and nowhere else")
        }
        guard (1...128).contains(operatorID.utf8.count) else { throw Self.malformed("operator is empty or too long") }
        guard (1...RegistryLimits.parts).contains(parts.count) else {
            throw Self.malformed("there are \(parts.count) parts, 1 to \(RegistryLimits.parts) are allowed")
        }
        guard Set(parts.map(\.name)).count == parts.count else { throw Self.malformed("two parts have one name") }
        let size = parts.reduce(0) { $0 + $1.sealedSize }
        guard size <= RegistryLimits.recordSize else {
            throw RegistryError(.tooLarge, "the record's parts have \(size) bytes together", fault: .station)
        }
    }

    static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedManifest, "the manifest is refused: \(what)", fault: .station)
    }
}

/// A procedure by its id and version, as its file names them.
package struct ProcedureReference: Sendable, Hashable, Codable {
    package let id: String
    package let version: Int

    package init(id: String, version: Int) {
        self.id = id
        self.version = version
    }
}
