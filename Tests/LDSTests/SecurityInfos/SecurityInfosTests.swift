import LDS
import SmartCard
import TestData
import Testing

@Suite("SecurityInfos")
struct SecurityInfosTests {
    @Test("EF.CardAccess of 2021 cards", .needs("vietnam/ef-cardaccess-2021.hex"))
    func cardAccess() throws {
        let bytes = try TestData.hex("vietnam/ef-cardaccess-2021.hex")
        let infos = try SecurityInfos(parsing: bytes)
        #expect(
            infos.infos == [
                .terminalAuthentication(version: 1),
                .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128)),
                .pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), version: 2, parameterID: 13)),
            ])
        #expect(infos.pace.map(\.parameterID) == [13])
        #expect(try infos.serialized() == bytes)
    }

    @Test("EF.DG14 of the BSI's specimen", .needs("bsi2008/Datagroup14.bin"))
    func bsi() throws {
        let bytes = try TestData.bytes("bsi2008/Datagroup14.bin")
        let infos = try SecurityInfos(parsingDataGroup14: bytes)
        #expect(try infos.dataGroup14() == bytes)
        let offers = infos.chipAuthenticationOffers
        let offer = try #require(offers.first)
        #expect(offers.count == 1)
        #expect(offer.agreement == .ecdh)
        #expect(offer.cipher == .tripleDES)
        #expect(offer.keyID == nil)
        #expect(offer.objectIdentifier == Hex.bytes("04007F00070202030201"))
        // The key is the file's own bytes, from the SEQUENCE inside the first SecurityInfo.
        #expect(offer.subjectPublicKeyInfo == Array(bytes[23..<(23 + 279)]))
        for count in 0..<bytes.count {
            #expect(throws: LDSError.self) { try SecurityInfos(parsingDataGroup14: Array(bytes.prefix(count))) }
        }
    }

    @Test("a key goes with the info of the same number; a key alone implies 3DES")
    func offers() {
        func key(_ id: [UInt8]?) -> SecurityInfo {
            .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: [0x30, 0x00], keyID: id))
        }
        let infos = SecurityInfos([
            .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes256, keyID: [2])),
            .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128, keyID: [1])), key([1]), key([2]), key([3]),
        ])
        #expect(infos.chipAuthenticationOffers.map(\.cipher) == [.aes128, .aes256, .tripleDES])
        #expect(SecurityInfos([key(nil)]).chipAuthenticationOffers.map(\.cipher) == [.tripleDES])
    }

    @Test(
        "infos that this code does not know are kept as they stand",
        arguments: [
            // PACE-CAM with 3DES, an unknown arc.
            "300F 060A 04007F00070202040601 020102", "3007 0602 2A03 020101",
            // Terminal Authentication with a file reference.
            "3015 0608 04007F0007020202 020101 3006 0402 011C 0400",
        ])
    func unknown(hex: String) throws {
        let object = try #require(Hex.bytes(hex))
        let set = BERTLV(0x31, object).serialized()
        let infos = try SecurityInfos(parsing: set)
        let first = try #require(infos.infos.first)
        guard case .other(_, let kept) = first else {
            Issue.record("known after all: \(first)")
            return
        }
        #expect(kept.serialized() == object)
        #expect(try infos.serialized() == set)
    }

    @Test(
        "Active Authentication's algorithm and PACE's own domain parameters, without and with an id",
        arguments: [
            "3012 0606 678108010105 020101 0605 04007F0007", "300F 0609 04007F000702020402 3002 0500",
            "3012 0609 04007F000702020401 3002 0500 020128",
        ])
    func explicitInfos(hex: String) throws {
        let set = BERTLV(0x31, try #require(Hex.bytes(hex))).serialized()
        let infos = try SecurityInfos(parsing: set)
        #expect(infos.paceDomainParameters.count + (infos.activeAuthentication == nil ? 0 : 1) == 1)
        #expect(try infos.serialized() == set)
    }

    @Test(
        "malformed infos are refused",
        arguments: [
            // A SET around a sound PACEInfo.
            "3112 060A 04007F00070202040202 020102 02010D",
            // No SEQUENCE, no parts, too many, no identifier, an identifier cut short.
            "020101", "3000", "300A 06022A03 0500 0500 0500", "3006 020101 020101", "3007 06022A83 020101",
            // PACE: version no INTEGER, negative, of nine octets; parameter no INTEGER.
            "300E 060A 04007F00070202040202 0500", "300F 060A 04007F00070202040202 020180",
            "3017 060A 04007F00070202040202 0209 010203040506070809",
            "3012 060A 04007F00070202040202 020102 04010D",
            // Chip Authentication: key that is no SEQUENCE, key number that is no INTEGER or has no octets.
            "300E 0609 04007F000702020102 020101", "3012 060A 04007F00070202030202 020101 040101",
            "3011 060A 04007F00070202030202 020101 0200",
        ])
    func malformed(hex: String) throws {
        let object = try #require(Hex.bytes(hex))
        // Every line is well-formed BER, so what is refused is what it says.
        _ = try BERTLV(parsing: object).tag.isConstructed ? BERTLV(parsing: object).children() : []
        #expect(throws: LDSError.self) { try SecurityInfos(parsing: BERTLV(0x31, object).serialized()) }
    }

    @Test("an empty set offers nothing")
    func empty() throws {
        let infos = try SecurityInfos(parsing: [0x31, 0x00])
        #expect(infos.pace.isEmpty)
        #expect(infos.chipAuthenticationOffers.isEmpty)
    }
}
