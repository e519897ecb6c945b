import CardCrypto
import Testing

/// Published values: FIPS 180, RFC 4493, ISO/IEC 9797-1 by way of Doc 9303-11 Appendix D.
@Suite("Primitives")
struct PrimitiveTests {
    private func bytes(_ hex: String) -> [UInt8] {
        var rest = hex[...]
        var result: [UInt8] = []
        while !rest.isEmpty {
            result.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return result
    }

    @Test(
        "digests of “abc”",
        arguments: [
            (Digest.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ])
    func digests(digest: Digest, hex: String) throws {
        #expect(try digest.hash(Array("abc".utf8)) == bytes(hex))
        #expect(try digest.hash(secret: SecretBytes(Array("a".utf8)), Array("bc".utf8)).exposed() == bytes(hex))
    }

    @Test(
        "AES-CMAC of RFC 4493, cut to 8 bytes",
        arguments: [
            ("", "bb1d6929e9593728"), ("6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144"),
            (
                "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411",
                "dfa66747de9ae630"
            ),
        ])
    func cmac(message: String, code: String) throws {
        let key = SecretBytes(bytes("2b7e151628aed2a6abf7158809cf4f3c"))
        #expect(try SymmetricCipher.aes128.authenticationCode(bytes(message), key: key) == bytes(code))
    }

    @Test("3DES and the retail MAC of Doc 9303-11 D.3")
    func retailMAC() throws {
        let plain = bytes("781723860c06c2264608f919887022120b795240cb7049b01c19b33e32804f0b")
        let cryptogram = bytes("72c29c2371cc9bdb65b779b8e8d37b29ecc154aa56a8799fae2f498f76ed92f2")
        let encryption = SecretBytes(bytes("ab94fdecf2674fdfb9b391f85d7f76f2"))
        let zero = [UInt8](repeating: 0, count: 8)
        #expect(try SymmetricCipher.tripleDES.encrypt(plain, key: encryption, iv: zero) == cryptogram)
        #expect(try SymmetricCipher.tripleDES.decrypt(cryptogram, key: encryption, iv: zero) == plain)
        let padded = cryptogram + bytes("8000000000000000")
        let authentication = SecretBytes(bytes("7962d9ece03d1acd4c76089dce131543"))
        #expect(
            try SymmetricCipher.tripleDES.authenticationCode(padded, key: authentication) == bytes("5f1448eea8ad90a7"))
    }

    @Test("wrong lengths are errors, never traps", arguments: SymmetricCipher.allCases)
    func wrongLengths(cipher: SymmetricCipher) {
        let key = SecretBytes([UInt8](repeating: 1, count: cipher.keyLength))
        let iv = [UInt8](repeating: 0, count: cipher.blockSize)
        let short = SecretBytes([1, 2, 3])
        #expect(throws: CardCryptoError.self) { try cipher.encrypt([1], key: key, iv: iv) }
        #expect(throws: CardCryptoError.self) { try cipher.encrypt(iv, key: short, iv: iv) }
        #expect(throws: CardCryptoError.self) { try cipher.encrypt(iv, key: key, iv: [0]) }
        #expect(throws: CardCryptoError.self) { try cipher.authenticationCode(iv, key: short) }
    }

    @Test("a secret prints its length only")
    func redaction() {
        let secret = SecretBytes([0xDE, 0xAD])
        #expect("\(secret)" == "secret of 2 bytes")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("222") && !dumped.contains("173"))
    }
}
