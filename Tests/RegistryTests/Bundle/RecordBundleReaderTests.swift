import Testing

@testable import Registry

/// The file of a stick that was pulled out, or that somebody altered: what is read of it is whole, or not there.
@Suite("Reading a bundle of records")
struct RecordBundleReaderTests {
    private static let piece: [UInt8] = [7, 7, 7]
    private let folder = TemporaryFolder()

    /// A bundle with a statement and one record, whose signatures nobody looks at here.
    private func bundle() throws -> [UInt8] {
        let manifest = try ManifestTests.manifest().serialized()
        let index = try RecordBundle(
            station: #require(StationID("station-1")), made: #require(Timestamp(text: "2026-08-01T08:30:00.000Z")),
            change: 0, records: [.init(sequence: 1, digest: ContentDigest(of: manifest))]
        ).serialized()
        let path = "\(folder.path)/whole.records"
        let writer = try RecordBundleWriter(path, index: index, signature: [1])
        try writer.add(SignedStatement(statement: [2], signature: [3]))
        try writer.add(SignedManifest(manifest: manifest, signature: [4]))
        try writer.add(piece: Self.piece)
        try writer.finish()
        return try DurableFile.read(path, atMost: 1 << 20)
    }

    private func reader(_ bytes: [UInt8]) throws -> RecordBundleReader {
        let path = "\(folder.path)/one.records"
        try DurableFile.replace(path, bytes, mode: 0o600)
        return try RecordBundleReader(path)
    }

    /// How much of it is there: index, statement, manifest, piece.
    private func found(_ bytes: [UInt8]) throws -> [Bool] {
        let reader: RecordBundleReader
        do { reader = try self.reader(bytes) } catch let error as RegistryError {
            #expect(error.code == .malformedBundle)
            return [false, false, false, false]
        }
        return [
            (try? reader.index()) != nil, reader.statement != nil, !reader.manifests().isEmpty,
            reader.piece(ContentDigest(of: Self.piece)) == Self.piece,
        ]
    }

    @Test("cut anywhere it gives what came before the cut, and says that it is not whole")
    func cut() throws {
        let bytes = try bundle()
        #expect(try found(bytes) == [true, true, true, true])
        #expect(try reader(bytes).isWhole)
        var before = [false, false, false, false]
        for length in bytes.indices {
            let prefix = Array(bytes[..<length])
            let now = try found(prefix)
            #expect(zip(before, now).allSatisfy { !$0 || $1 }, "at \(length)")
            if let reader = try? reader(prefix) { #expect(!reader.isWhole, "at \(length)") }
            before = now
        }
        #expect(before == [true, true, true, true])
    }

    @Test("a byte that was changed takes its frame away, and gives nothing that was not written")
    func altered() throws {
        let bytes = try bundle()
        for place in bytes.indices {
            var altered = bytes
            altered[place] ^= 0x20
            #expect(try found(altered).contains(false) || place >= bytes.count - 37, "byte \(place)")
        }
    }

    @Test("a frame that says it is larger than its kind may be, and one that goes beyond the file, end the reading")
    func sizes() throws {
        let bytes = try bundle()
        for (offset, byte) in [(8 + 33, UInt8(0xFF)), (8 + 36, 0xFF)] {
            var altered = bytes
            altered[offset] = byte
            #expect(try found(altered) == [false, false, false, false])
        }
        #expect(throws: RegistryError.self) { try RecordBundleReader("\(folder.path)/nowhere") }
    }
}
