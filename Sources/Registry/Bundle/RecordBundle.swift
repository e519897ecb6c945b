/// What a station carries to its registry where there is no network: records, and the statement of that moment.
///
/// A file of frames. The first names every record by number and digest, the second is the station's signature over it;
/// each record's manifest names its pieces by digest. So nothing in the file counts that the station did not sign.
///
/// ```
/// "CIDBNDL1"  frame*
/// frame:      kind(1) | SHA-256 of the bytes(32) | number of bytes(4, big-endian) | bytes
/// kinds:      1 index   2 signature over the index   3 signed statement   4 signed manifest   5 piece   6 end
/// ```
package struct RecordBundle: Sendable, Hashable {
    /// A record that the bundle holds.
    package struct Entry: Sendable, Hashable {
        package let sequence: Int
        /// The digest of its manifest.
        package let digest: ContentDigest
        /// The record's trace, 32 hexadecimal digits; nil in a bundle from before there was any.
        package let trace: String?

        package init(sequence: Int, digest: ContentDigest, trace: String? = nil) {
            self.sequence = sequence
            self.digest = digest
            self.trace = trace
        }
    }

    package let station: StationID
    package let made: Timestamp
    /// The last change of records' states that the station knows.
    package let change: Int
    /// In ascending order.
    package let records: [Entry]

    /// The most records of a bundle.
    package static let mostRecords = 5000
    /// The most bytes of a bundle: what every file system of a USB stick takes.
    package static let maximumSize = 2 << 30

    static let magic = Array("CIDBNDL1".utf8)

    /// What a frame holds.
    enum FrameKind: UInt8, Sendable {
        case index = 1
        case signature, statement, manifest, piece, end

        var maximumSize: Int {
            switch self {
            case .index: 1 << 20
            case .signature: RegistryLimits.signatureSize
            case .statement: SignedStatement.maximumSize
            case .manifest: RegistryLimits.signedManifestSize
            case .piece: RegistryLimits.pieceSize
            case .end: 0
            }
        }
    }

    package init(station: StationID, made: Timestamp, change: Int, records: [Entry]) throws(RegistryError) {
        guard records.count <= Self.mostRecords, change >= 0, (records.first?.sequence ?? 1) >= 1,
            zip(records, records.dropFirst()).allSatisfy({ $0.sequence < $1.sequence })
        else { throw Self.malformed("its records are too many, or not in order") }
        self.station = station
        self.made = made
        self.change = change
        self.records = records
    }

    static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedBundle, "the bundle of records is refused: \(what)", fault: .station)
    }
}
