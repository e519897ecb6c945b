import LDS
import SmartCard
import Testing

/// What every parser of the module owes to bytes from strangers.
@Suite("Hostile input")
struct HostileInputTests {
    @Test("a well-formed file comes back byte for byte", arguments: FileParser.allCases)
    func roundTrip(parser: FileParser) throws {
        let sample = try parser.sample()
        #expect(try parser.rewritten(sample) == sample)
    }

    @Test("every prefix is refused", arguments: FileParser.oneObject)
    func truncation(parser: FileParser) throws {
        let sample = try parser.sample()
        for count in 0..<sample.count {
            #expect(throws: LDSError.self, "\(count) bytes") { try parser.rewritten(Array(sample.prefix(count))) }
        }
    }

    @Test(
        "every prefix of a run of data objects is refused, or read as something stable",
        arguments: FileParser.allCases.filter { !$0.isOneObject })
    func prefixes(parser: FileParser) throws {
        let sample = try parser.sample()
        for count in 0..<sample.count { try expectStable(parser, Array(sample.prefix(count))) }
        #expect(throws: LDSError.self) { try parser.rewritten(sample.dropLast()) }
        #expect(throws: LDSError.self) { try parser.rewritten(sample + [0x84, 0xFF, 0xFF, 0xFF, 0xFF]) }
    }

    @Test("bytes after the file are refused", arguments: FileParser.oneObject)
    func trailing(parser: FileParser) throws {
        let sample = try parser.sample()
        for extra: [UInt8] in [[0x00], [0x90, 0x00], sample] {
            #expect(throws: LDSError.self) { try parser.rewritten(sample + extra) }
        }
    }

    @Test("another file's tag is refused", arguments: FileParser.oneObject)
    func foreignTag(parser: FileParser) throws {
        let object = try BERTLV(parsing: try parser.sample())
        #expect(throws: LDSError.self) { try parser.rewritten(BERTLV(0x7E, object.value).serialized()) }
        #expect(throws: LDSError.self) { try parser.rewritten(BERTLV(object.tag, [UInt8]()).serialized() + [0]) }
    }

    @Test(
        "hostile lengths at the front are refused", arguments: FileParser.oneObject,
        ["", "80", "81", "84FFFFFFFF", "847FFFFFFF", "85FFFFFFFFFF", "88FFFFFFFFFFFFFFFF", "FF"])
    func hostileLength(parser: FileParser, length: String) throws {
        let object = try BERTLV(parsing: try parser.sample())
        let octets = try #require(Hex.bytes(length))
        // An empty length leaves the first octet of the value in its place.
        let bytes = object.tag.octets + octets + (length.isEmpty ? [0x7F] : []) + object.value
        #expect(throws: LDSError.self) { try parser.rewritten(bytes) }
    }

    @Test("any octet changed: refused, or read as something stable", arguments: FileParser.allCases)
    func everyOctet(parser: FileParser) throws {
        let sample = try parser.sample()
        for place in sample.indices {
            for octet: UInt8 in [0x00, 0x01, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xFF] {
                var bytes = sample
                bytes[place] = octet
                try expectStable(parser, bytes)
            }
        }
    }

    @Test("random damage: refused, or read as something stable", arguments: FileParser.allCases, [1, 2, 3] as [UInt64])
    func damage(parser: FileParser, seed: UInt64) throws {
        let sample = try parser.sample()
        var mutations = Mutations(seed: seed)
        for _ in 0..<1500 { try expectStable(parser, mutations.damaged(sample)) }
    }

    /// A parser that accepts bytes must accept what it makes of them, and make the same of it again.
    private func expectStable(_ parser: FileParser, _ bytes: [UInt8]) throws {
        guard let written = try? parser.rewritten(bytes) else { return }
        let again = try? parser.rewritten(written)
        #expect(again == written, "\(parser): \(Hex.string(bytes))")
    }
}
