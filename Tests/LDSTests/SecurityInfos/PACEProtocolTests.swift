import LDS
import Testing

@Suite("PACE protocol identifiers")
struct PACEProtocolTests {
    /// Doc 9303-11 table 4.
    private static let published: [(String, String, PACEProtocol)] = [
        ("0.4.0.127.0.7.2.2.4.1.1", "id-PACE-DH-GM-3DES-CBC-CBC", PACEProtocol(.generic, .dh, .tripleDES)),
        ("0.4.0.127.0.7.2.2.4.1.4", "id-PACE-DH-GM-AES-CBC-CMAC-256", PACEProtocol(.generic, .dh, .aes256)),
        ("0.4.0.127.0.7.2.2.4.2.2", "id-PACE-ECDH-GM-AES-CBC-CMAC-128", PACEProtocol(.generic, .ecdh, .aes128)),
        ("0.4.0.127.0.7.2.2.4.3.3", "id-PACE-DH-IM-AES-CBC-CMAC-192", PACEProtocol(.integrated, .dh, .aes192)),
        ("0.4.0.127.0.7.2.2.4.4.2", "id-PACE-ECDH-IM-AES-CBC-CMAC-128", PACEProtocol(.integrated, .ecdh, .aes128)),
        (
            "0.4.0.127.0.7.2.2.4.6.4", "id-PACE-ECDH-CAM-AES-CBC-CMAC-256",
            PACEProtocol(.chipAuthentication, .ecdh, .aes256)
        ),
    ]

    @Test("published identifiers, both ways", arguments: published)
    func named(dotted: String, name: String, expected: PACEProtocol) throws {
        let identifier = try #require(ObjectIdentifier(dotted))
        let found = try #require(PACEProtocol(identifier))
        #expect(found == expected)
        #expect(found.description == name)
        #expect(found.objectIdentifier == identifier.octets)
    }

    @Test(
        "identifiers that name no protocol",
        arguments: [
            "0.4.0.127.0.7.2.2.4", "0.4.0.127.0.7.2.2.4.2", "0.4.0.127.0.7.2.2.4.2.0", "0.4.0.127.0.7.2.2.4.2.5",
            "0.4.0.127.0.7.2.2.4.5.2", "0.4.0.127.0.7.2.2.4.6.1", "0.4.0.127.0.7.2.2.3.2.2",
            "0.4.0.127.0.7.2.2.4.2.2.1",
        ])
    func foreign(dotted: String) throws {
        #expect(PACEProtocol(try #require(ObjectIdentifier(dotted))) == nil)
    }
}
