import CardCrypto
import EMRTD
import LDS
import Testing

/// What a card may send as its encrypted nonce.
@Suite("PACE: the card's nonce")
struct NonceTests {
    /// libeac's card sends one block of 3DES.
    @Test(
        "whole blocks of the cipher are taken, and nothing else",
        arguments: [
            (CipherSuite.tripleDES, [8, 16, 24, 32]), (.aes128, [16, 32]), (.aes192, [16, 32]), (.aes256, [16, 32]),
        ])
    func lengths(_ suite: CipherSuite, _ taken: [Int]) throws {
        let pace = try PACESuite(PACEInfo(PACEProtocol(.generic, .ecdh, suite), parameterID: 13))
        let password = try Password.can("123456")
        let zeros = [UInt8](repeating: 0, count: pace.cipher.blockSize)
        for length in 0...48 {
            let nonce = (0..<length).map { UInt8($0 + 1) }
            guard taken.contains(length) else {
                #expect(throws: EMRTDError.self, "\(length)") { try pace.decryptNonce(nonce, with: password) }
                continue
            }
            let sealed = try pace.cipher.encrypt(nonce, key: password.paceKey(for: pace.cipher), iv: zeros)
            #expect(try pace.decryptNonce(sealed, with: password).exposed() == nonce)
        }
    }
}
