import LDS
import SmartCard
import Testing

@Suite("Object identifiers")
struct ObjectIdentifierTests {
    @Test(
        "dotted text and octets",
        arguments: [
            ("2.16.840.1.101.3.4.2.1", "608648016503040201"), ("1.0.10646.1.0.8", "28D316010008"),
            ("2.23.136.1.1.1", "678108010101"), ("2.999.3", "883703"), ("0.39", "27"), ("2.0", "50"),
        ])
    func both(dotted: String, hex: String) throws {
        let identifier = try #require(ObjectIdentifier(dotted))
        #expect(identifier.octets == Hex.bytes(hex))
        #expect(identifier.description == dotted)
    }

    @Test(
        "what is no identifier", arguments: ["", "1", "3.1", "1.40", "1..2", "a.b", "1.2.", "1.-2", "1.2.4294967296"])
    func refused(dotted: String) {
        #expect(ObjectIdentifier(dotted) == nil)
    }

    @Test("endless arcs are printed without a trap")
    func endless() {
        let octets = [UInt8](repeating: 0xFF, count: 31) + [0x7F]
        #expect(!ObjectIdentifier(octets: octets).description.isEmpty)
        #expect(ObjectIdentifier(octets: [0x80]).description == "")
    }

    @Test("the tree")
    func tree() throws {
        let root = try #require(ObjectIdentifier("0.4.0.127.0.7.2.2.4"))
        #expect(try #require(ObjectIdentifier("0.4.0.127.0.7.2.2.4.2.2")).isUnder(root))
        #expect(!root.isUnder(root))
    }
}
