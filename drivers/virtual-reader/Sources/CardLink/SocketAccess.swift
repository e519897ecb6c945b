/// Who may connect to a Unix socket, and so put a card into the reader.
package struct SocketAccess: Sendable, Hashable {
    /// The permissions of the socket's file. Connecting takes the right to write.
    package let mode: UInt32
    /// The file's group, by name or number; the one of pcscd if nil.
    package let group: String?

    /// Only the user that runs pcscd.
    package static let owner = SocketAccess()

    private init() {
        mode = 0o600
        group = nil
    }

    /// Reads `mode` and `group` of a DEVICENAME. The owner can always read and write, and nobody executes.
    package init(mode text: String?, group: String?) throws(CardLinkError) {
        let mode = text.map { UInt32($0, radix: 8) } ?? 0o600
        guard let mode, mode & ~0o666 == 0, mode & 0o600 == 0o600 else {
            throw .refusedAddress("mode must be an octal number from 0600 to 0666")
        }
        guard group != "" else { throw .refusedAddress("group must be a name or a number") }
        self.mode = mode
        self.group = group
    }
}
