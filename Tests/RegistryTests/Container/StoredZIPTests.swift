import Testing

@testable import Registry

@Suite("A ZIP archive of stored files")
struct StoredZIPTests {
    private static let files: [StoredZIP.File] = [
        .init(name: "mimetype", bytes: Array("text/plain".utf8)), .init(name: "a/one", bytes: [1, 2, 3]),
        .init(name: "a/two", bytes: []),
    ]
    private static let limit = 10_000

    private func refuses(_ bytes: [UInt8], _ what: Comment) {
        let error = #expect(throws: RegistryError.self, what) { try StoredZIP(parsing: bytes, atMost: Self.limit) }
        #expect(error?.code == .malformedContainer, what)
    }

    @Test("it comes back, and is the same bytes each time")
    func roundTrip() throws {
        let archive = try StoredZIP(Self.files)
        let bytes = archive.serialized()
        #expect(try StoredZIP(parsing: bytes, atMost: Self.limit) == archive)
        #expect(archive.serialized() == bytes)
    }

    @Test("CRC-32 of the catalogue's check value")
    func checkValue() { #expect(CyclicRedundancyCheck.value(of: Array("123456789".utf8)) == 0xCBF4_3926) }

    @Test("cut anywhere, with a bit changed anywhere, or with more around it, it is refused")
    func altered() throws {
        let bytes = try StoredZIP(Self.files).serialized()
        for length in bytes.indices { refuses(Array(bytes[..<length]), "cut at \(length)") }
        for place in bytes.indices {
            for bit in 0..<8 {
                var altered = bytes
                altered[place] ^= 1 << bit
                refuses(altered, "bit \(bit) of byte \(place)")
            }
        }
        refuses(bytes + [0], "a byte behind it")
        refuses([0] + bytes, "a byte before it")
        refuses(bytes + bytes, "twice")
    }

    @Test("names that lead out of a folder, doubled files and too many of them are refused")
    func names() throws {
        for name in [
            "", "/a", "a/", "a//b", "../a", "a/../b", ".", "a\\b", "á", "a b", String(repeating: "a", count: 129),
        ] {
            #expect(throws: RegistryError.self, "\(name)") { try StoredZIP([.init(name: name, bytes: [])]) }
        }
        #expect(throws: RegistryError.self) { try StoredZIP([]) }
        #expect(throws: RegistryError.self) {
            try StoredZIP((0...StoredZIP.mostFiles).map { .init(name: "f\($0)", bytes: []) })
        }
        let twice = try StoredZIP([.init(name: "one", bytes: [1]), .init(name: "two", bytes: [2])]).serialized()
        refuses(Self.replacing("two", by: "one", in: twice), "one name twice, in headers and directory")
    }

    @Test("sizes that are lies, and an archive larger than the limit, cost nothing")
    func sizes() throws {
        var bytes = try StoredZIP(Self.files).serialized()
        for place in 18..<26 { bytes[place] = 0xFF }
        refuses(bytes, "four gigabytes")
        let large = try StoredZIP([.init(name: "a", bytes: [UInt8](repeating: 0, count: Self.limit))]).serialized()
        refuses(large, "above the limit")
    }

    private static func replacing(_ old: String, by new: String, in bytes: [UInt8]) -> [UInt8] {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        var bytes = bytes
        for begin in 0...(bytes.count - old.count) where bytes[begin...].starts(with: old) {
            bytes.replaceSubrange(begin..<(begin + old.count), with: new)
        }
        return bytes
    }
}
