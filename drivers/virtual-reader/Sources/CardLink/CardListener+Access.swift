internal import Glibc

extension CardListener {
    /// Gives the socket's file its group and its mode. It had 0600 until now, so nobody got in before.
    static func admit(_ access: SocketAccess, to path: String) throws(CardLinkError) {
        guard access != .owner else { return }
        if let name = access.group {
            guard let group = identifier(ofGroup: name) else { throw .refusedAddress("there is no group \(name)") }
            guard lchown(path, uid_t.max, group) == 0 else { throw .system("chown", errno) }
        }
        guard chmod(path, access.mode) == 0 else { throw .system("chmod", errno) }
    }

    /// The number of a group, given by name or number.
    private static func identifier(ofGroup name: String) -> gid_t? {
        if let number = gid_t(name), number != .max { return number }
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.gr_gid
    }
}
