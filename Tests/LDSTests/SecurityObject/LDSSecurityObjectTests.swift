import LDS
import SmartCard
import TestData
import Testing

@Suite("LDSSecurityObject")
struct LDSSecurityObjectTests {
    private static let sha256 = ObjectIdentifier(octets: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01])

    @Test("version 0 and 1, with and without parameters of the hash algorithm")
    func versions() throws {
        let hashes = [LDSSecurityObject.DataGroupHash(dataGroup: 13, hash: [1, 2, 3])]
        for parameters in [[], [BERTLV(0x05, [UInt8]())]] {
            let zero = LDSSecurityObject(digestAlgorithm: Self.sha256, digestParameters: parameters, hashes: hashes)
            #expect(try LDSSecurityObject(parsing: zero.serialized()) == zero)
            let one = LDSSecurityObject(
                version: 1, digestAlgorithm: Self.sha256, digestParameters: parameters, hashes: hashes,
                versionInfo: .init(lds: "0108", unicode: "040000"))
            #expect(try LDSSecurityObject(parsing: one.serialized()) == one)
        }
    }

    @Test("hashes by data group")
    func lookup() throws {
        let object = try LDSSecurityObject(parsing: Samples.securityObject.serialized())
        #expect(object.hash(of: 13) == [UInt8](repeating: 13, count: 32))
        #expect(object.hash(of: 3) == nil)
        #expect(object.versionInfo?.lds == "0108")
    }

    @Test("a data group twice, or one that cannot be, is refused", arguments: [[1, 2, 1], [0], [17], [255]])
    func numbers(groups: [Int]) {
        let object = LDSSecurityObject(
            digestAlgorithm: Self.sha256, hashes: groups.map { .init(dataGroup: $0, hash: [0]) })
        #expect(throws: LDSError.self) { try LDSSecurityObject(parsing: object.serialized()) }
    }

    @Test("a version of the future is refused as unsupported")
    func future() {
        let bytes = LDSSecurityObject(version: 2, digestAlgorithm: Self.sha256, hashes: []).serialized()
        #expect { try LDSSecurityObject(parsing: bytes) } throws: { ($0 as? LDSError)?.code == .unsupported }
    }

    @Test(
        "malformed parts are refused",
        arguments: [
            // Hash algorithm: nothing, no identifier, a SET, three parts.
            "020100 3000 3000", "020100 3002 0500 3000", "020100 3104 06022A03 3000",
            "020100 3008 06022A03 0500 0500 3000",
            // Hash list: a SET; a hash in a SET, of one part, of three, with a hash that is no OCTET STRING.
            "020100 3004 06022A03 3100", "020100 3004 06022A03 3007 3105 020101 0400",
            "020100 3004 06022A03 3005 3003 020101", "020100 3004 06022A03 3009 3007 020101 0400 0400",
            "020100 3004 06022A03 3007 3005 020101 0500",
            // Version information: a SET, one part, bytes that are no PrintableString, an endless one.
            "020101 3004 06022A03 3000 3104 1300 1300", "020101 3004 06022A03 3000 3002 1300",
            "020101 3004 06022A03 3000 3005 1301FF 1300",
            "020101 3004 06022A03 3000 3015 1311 3030303030303030303030303030303030 1300",
            // Five parts.
            "020101 3004 06022A03 3000 3004 1300 1300 0500",
        ])
    func malformed(hex: String) throws {
        let bytes = BERTLV(0x30, try #require(Hex.bytes(hex))).serialized()
        // Every line is well-formed BER, so what is refused is what it says.
        _ = try BERTLV(parsing: bytes).children().filter(\.tag.isConstructed).map { try $0.children() }
        #expect(throws: LDSError.self) { try LDSSecurityObject(parsing: bytes) }
    }

    @Test("the content that the BSI's specimen signs", .needs("bsi2008/EF_SOD.bin"))
    func bsi() throws {
        let bytes = try TestData.bytes("bsi2008/EF_SOD.bin")
        #expect(try BERTLV(parsing: bytes).tag == 0x77)
        // CMS is another module's: the content stands at a known place in this file, after tag 77 and 55 octets.
        let content = Array(bytes[59..<(59 + 126)])
        let object = try LDSSecurityObject(parsing: content)
        #expect(object.version == 0)
        #expect(object.digestAlgorithm.description == "1.3.14.3.2.26")
        #expect(object.hashes.map(\.dataGroup) == [1, 2, 3, 14])
        #expect(object.hashes.allSatisfy { $0.hash.count == 20 })
        #expect(object.serialized() == content)
    }
}
