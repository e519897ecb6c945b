package import CardCrypto
package import Foundation

/// Files that only their owner may read.
package enum SecretFile {
    /// Writes a secret with mode 0600 from its first byte on.
    package static func write(_ secret: SecretBytes, to file: URL) throws {
        try secret.withUnsafeBytes { try FreshFile.write($0, to: file, mode: 0o600) }
    }
}
