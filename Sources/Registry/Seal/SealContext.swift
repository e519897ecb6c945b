package import FoundationEssentials

/// What a sealed part is bound to: it opens in its own place of its own record and nowhere else.
package struct SealContext: Sendable, Hashable {
    package let record: RecordID
    package let station: StationID
    package let sequence: Int
    package let part: PartName

    package init(record: RecordID, station: StationID, sequence: Int, part: PartName) {
        self.record = record
        self.station = station
        self.sequence = sequence
        self.part = part
    }

    /// The `info` of HPKE's key schedule (RFC 9180 §5.1): a domain tag and the four values, none of which holds a newline.
    package var info: Data {
        Data("chip-id-station/seal/1\n\(record)\n\(station)\n\(sequence)\n\(part)\n".utf8)
    }
}
