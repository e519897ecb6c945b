import LDS
import SmartCard
import Testing

@Suite("Biometric records")
struct RecordTests {
    /// A file of one template around a record's octets.
    private func file(_ kind: BiometricKind, _ record: [UInt8]) -> [UInt8] {
        BiometricGroup(kind, [BiometricTemplate(BiometricHeader(kind), .other(record))]).serialized()
    }

    private func record(_ group: BiometricGroup) throws -> [UInt8] {
        try #require(group.templates.first?.block).serialized()
    }

    @Test("every prefix of a record is refused", arguments: [Samples.faces, Samples.fingers, Samples.irises])
    func prefixes(group: BiometricGroup) throws {
        let record = try record(group)
        // Fewer than four octets are no record of any kind.
        for count in 4..<record.count {
            #expect(throws: LDSError.self, "\(count)") {
                try BiometricGroup(group.kind, parsing: file(group.kind, Array(record.prefix(count))))
            }
        }
    }

    @Test("octets after a record are kept", arguments: [Samples.faces, Samples.fingers, Samples.irises])
    func trailing(group: BiometricGroup) throws {
        let bytes = file(group.kind, try record(group) + [0, 0, 7])
        let read = try BiometricGroup(group.kind, parsing: bytes)
        #expect(read.serialized() == bytes)
        #expect(read.images.count == group.templates.first?.block?.images.count)
    }

    @Test(
        "counts and lengths that lie are refused",
        arguments: [
            // Faces: count; length of the face; feature points.
            (.face, 12, [0xFF, 0xFF]), (.face, 12, [0x00, 0x02]), (.face, 14, [0xFF, 0xFF, 0xFF, 0xFF]),
            (.face, 14, [0, 0, 0, 0]), (.face, 14, [0, 0, 0, 48]), (.face, 18, [0xFF, 0xFF]),
            // Fingers: count; length of the view, shorter than its own header; views of the finger.
            (.finger, 18, [0xFF]), (.finger, 32, [0xFF, 0xFF, 0xFF, 0xFF]), (.finger, 32, [0, 0, 0, 13]),
            (.finger, 37, [0xFF]),
            // Irises: eyes; header length; images of an eye; length of an image.
            (.iris, 14, [0xFF]), (.iris, 15, [0, 44]), (.iris, 15, [0xFF, 0xFF]), (.iris, 46, [0xFF, 0xFF]),
            (.iris, 55, [0xFF, 0xFF, 0xFF, 0xFF]),
        ] as [(BiometricKind, Int, [UInt8])])
    func lies(kind: BiometricKind, offset: Int, octets: [UInt8]) throws {
        let group = kind == .face ? Samples.faces : kind == .finger ? Samples.fingers : Samples.irises
        var bytes = try record(group)
        bytes.replaceSubrange(offset..<(offset + octets.count), with: octets)
        #expect(throws: LDSError.self) { try BiometricGroup(kind, parsing: file(kind, bytes)) }
    }

    @Test("a record's own length is not believed and not changed")
    func statedLength() throws {
        var bytes = try record(Samples.faces)
        bytes.replaceSubrange(8..<12, with: [0, 0, 0, 1])
        let read = try BiometricGroup(.face, parsing: file(.face, bytes))
        #expect(read.images.count == 1)
        #expect(read.serialized() == file(.face, bytes))
    }

    @Test("several views of one finger")
    func views() throws {
        let first = FingerRecord.View(position: 1, image: [1], size: PixelSize(width: 1, height: 1))
        var bytes = FingerRecord(first, compression: .none)
        var record = try #require(BiometricTemplate(BiometricHeader(.finger), .finger(bytes)).block).serialized()
        let view = Array(record[32...])
        record[37] = 2
        record += view
        let read = try BiometricGroup(.finger, parsing: file(.finger, record))
        #expect(read.images.map(\.bytes) == [[1], [1]])
        #expect(read.serialized() == file(.finger, record))
        bytes = FingerRecord(first, compression: .png)
        #expect(bytes.compression == .png)
    }
}
