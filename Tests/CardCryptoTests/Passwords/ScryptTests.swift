import CardCrypto
import Testing

/// The vectors of RFC 7914 §12; the last one there would take a gigabyte.
@Suite("scrypt")
struct ScryptTests {
    @Test(
        "RFC 7914 §12",
        arguments: [
            (
                "", "", 4, 1, 1,
                "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17"
                    + "e8d3e0fb2e0d3628cf35e20c38d18906"
            ),
            (
                "password", "NaCl", 10, 8, 16,
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830da"
                    + "c727afb94a83ee6d8360cbdfa2cc0640"
            ),
            (
                "pleaseletmein", "SodiumChloride", 14, 8, 1,
                "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9"
                    + "e61e85dc0d651e40dfcf017b45575887"
            ),
        ])
    func vectors(password: String, salt: String, exponent: Int, blocks: Int, parallel: Int, hex: String) throws {
        let scrypt = try Scrypt(costExponent: exponent, blockSize: blocks, parallelization: parallel)
        let key = try scrypt.key(password: SecretBytes(Array(password.utf8)), salt: Array(salt.utf8), count: 64)
        let digits = key.exposed().map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        #expect(digits.joined() == hex)
    }

    @Test(
        "parameters that cost gigabytes, or are none, are refused before anything is computed",
        arguments: [(20, 8, 1), (24, 1, 1), (63, 8, 1), (0, 8, 1), (14, 0, 1), (14, 8, 0), (14, 33, 1), (-1, 8, 1)])
    func bounds(exponent: Int, blocks: Int, parallel: Int) {
        #expect(throws: CardCryptoError.self) {
            try Scrypt(costExponent: exponent, blockSize: blocks, parallelization: parallel)
        }
    }

    @Test("the most that is allowed works")
    func most() throws {
        let scrypt = try Scrypt(costExponent: 17, blockSize: 8, parallelization: 1)
        #expect(try scrypt.key(password: SecretBytes([1]), salt: [2], count: 32).count == 32)
        #expect(throws: CardCryptoError.self) { try scrypt.key(password: SecretBytes([1]), salt: [2], count: 0) }
    }
}
