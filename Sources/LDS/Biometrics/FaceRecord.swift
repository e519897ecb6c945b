/// A facial record of ISO/IEC 19794-5:2005: one or more faces with what is said about each.
///
/// Lengths and counts are kept as they are told, right or wrong, so that writing gives the same octets.
package struct FaceRecord: Sendable, Hashable {
    /// `010` and a zero.
    package let version: [UInt8]
    /// The length that the record claims for itself.
    package let statedLength: Int
    package let faces: [Face]
    /// Octets after the last face.
    package let trailing: [UInt8]

    static let magic: [UInt8] = [0x46, 0x41, 0x43, 0x00]
    private static let place = "facial record"

    package init(_ faces: [Face]) {
        version = Array("010\0".utf8)
        self.faces = faces
        trailing = []
        statedLength = 14 + faces.reduce(0) { $0 + $1.length }
    }

    init(parsing record: [UInt8]) throws(LDSError) {
        var reader = RecordReader(record, in: Self.place)
        guard try reader.octets(4) == Self.magic else {
            throw LDSError(.unsupported, in: Self.place, "no record of ISO/IEC 19794-5")
        }
        version = try reader.octets(4)
        statedLength = try reader.number(4)
        let count = try reader.number(2)
        var faces: [Face] = []
        // Each face takes 46 octets at least, so the record's own size bounds the loop.
        for _ in 0..<count { faces.append(try Face(from: &reader)) }
        self.faces = faces
        trailing = reader.everything()
    }

    func serialized() -> [UInt8] {
        Self.magic + version + statedLength.octets(4) + faces.count.octets(2) + faces.flatMap { $0.serialized() }
            + trailing
    }
}

extension FaceRecord: Redacted {
    package var description: String { "facial record, \(faces.count) faces" }
}
