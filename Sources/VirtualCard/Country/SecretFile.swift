package import CardCrypto
package import Foundation

/// Files that only their owner may read.
package enum SecretFile {
    /// Writes a secret with mode 0600 from its first byte on.
    package static func write(_ secret: SecretBytes, to file: URL) throws {
        try? FileManager.default.removeItem(at: file)
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(secret.exposed()), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path]) }
    }
}
