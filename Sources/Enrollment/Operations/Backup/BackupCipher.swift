import CardCrypto
import Crypto
import Foundation

/// The encryption of a backup's content: AES-256-GCM in chunks of 64 KiB under a key that this file alone has, each chunk
/// bound to the header and to its place, the last one flagged (the STREAM construction). What was cut, moved or appended
/// does not open.
struct BackupCipher {
    /// Bytes of a chunk in clear; only the last one may be shorter.
    static let chunkSize = 64 << 10
    static let tagSize = 16

    private let key: SecretBytes
    private let additional: Data
    private var next: UInt64 = 0

    /// - Parameter head: everything before the chunks.
    init(key: SecretBytes, head: [UInt8]) {
        self.key = key
        additional = Data(SHA256.hash(data: head))
    }

    mutating func seal(_ chunk: some DataProtocol, isLast: Bool) throws -> [UInt8] {
        let box = try AES.GCM.seal(chunk, using: symmetric, nonce: nonce(isLast), authenticating: additional)
        next += 1
        return [UInt8](box.ciphertext) + [UInt8](box.tag)
    }

    mutating func open(_ chunk: [UInt8], isLast: Bool) throws(EnrollmentError) -> [UInt8] {
        guard chunk.count > Self.tagSize else { throw .backupRefused("it is cut off") }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: nonce(isLast), ciphertext: chunk.dropLast(Self.tagSize), tag: chunk.suffix(Self.tagSize))
            let opened = try AES.GCM.open(box, using: symmetric, authenticating: additional)
            next += 1
            return [UInt8](opened)
        } catch { throw .backupRefused("it was cut or altered") }
    }

    private var symmetric: SymmetricKey { key.withUnsafeBytes { SymmetricKey(data: $0) } }

    /// 8 bytes that count, 3 of zeros, and whether it is the last.
    private func nonce(_ isLast: Bool) throws -> AES.GCM.Nonce {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: next >> UInt64(8 * (7 - $0))) }
        return try AES.GCM.Nonce(data: counter + [0, 0, 0, isLast ? 1 : 0])
    }
}
