import Crypto
import FoundationEssentials

/// The start of a sealed part: format, HPKE suite, chunk size and encapsulated key.
///
/// ```
/// "CIDSEAL" version(1) | KEM id(2) KDF id(2) AEAD id(2) | chunk size(4) | encapsulated key(65)
/// ```
/// All numbers big-endian; the ids are those of RFC 9180 §7. The whole header is authenticated with every chunk.
struct SealHeader {
    /// The plaintext bytes of each chunk but the last, which may hold fewer.
    static let chunkSize = 64 << 10
    /// What AES-256-GCM adds to a chunk.
    static let tagSize = 16
    static let size = 8 + 6 + 4 + 65
    static let suite = HPKE.Ciphersuite.P256_SHA256_AES_GCM_256

    let bytes: [UInt8]
    let encapsulatedKey: Data

    init(encapsulatedKey: Data) {
        bytes = Self.fixed + encapsulatedKey
        self.encapsulatedKey = encapsulatedKey
    }

    /// Reads the header; any other format, suite or chunk size is refused.
    init(parsing part: ArraySlice<UInt8>) throws(RegistryError) {
        guard part.count >= Self.size, part.starts(with: Self.fixed) else {
            throw RegistryError(
                .sealBroken, "a sealed part starts with no header that this version knows", fault: .station)
        }
        self.init(encapsulatedKey: Data(part.prefix(Self.size).dropFirst(Self.fixed.count)))
    }

    /// The additional data of a chunk: the header, and whether the chunk is the last.
    func additionalData(final: Bool) -> Data { Data(bytes + [final ? 1 : 0]) }

    private static let fixed: [UInt8] = {
        let kem: [UInt8] = [0x00, 0x10]  // DHKEM(P-256, HKDF-SHA256)
        let kdf: [UInt8] = [0x00, 0x01]  // HKDF-SHA256
        let aead: [UInt8] = [0x00, 0x02]  // AES-256-GCM
        let chunk: [UInt8] = [0x00, 0x01, 0x00, 0x00]
        return Array("CIDSEAL".utf8) + [1] + kem + kdf + aead + chunk
    }()
}
