import Glibc

/// A folder that is held open, so that its files are found in it and nowhere else: names have no slash, and links are not
/// followed.
struct OpenFolder: ~Copyable {
    private let descriptor: Int32

    /// Opens a folder; nil where there is none.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// What became of reading a file.
    enum Reading {
        case bytes([UInt8])
        case missing, tooLarge
        /// A link, a folder, a pipe, or a file that the system does not give.
        case unreadable
    }

    /// The bytes of a regular file.
    func read(_ name: String, atMost limit: Int) -> Reading {
        guard Self.isPlainName(name) else { return .unreadable }
        // A pipe without a writer must not stop us.
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return errno == ENOENT ? .missing : .unreadable }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .unreadable }
        guard status.st_size <= limit else { return .tooLarge }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 0x1_0000)
        while bytes.count <= limit {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { return .unreadable }
            if count == 0 { return .bytes(bytes) }
            bytes += buffer.prefix(count)
        }
        return .tooLarge
    }

    /// Writes a new file of mode 0600, synced. Throws the system's word where that fails or the file is there already.
    func create(_ name: String, _ bytes: [UInt8]) throws(SystemFailure) {
        guard Self.isPlainName(name) else { throw SystemFailure(code: EINVAL) }
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SystemFailure() }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemFailure() }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw SystemFailure() }
    }

    /// Removes a file, where there is one.
    func remove(_ name: String) {
        if Self.isPlainName(name) { unlinkat(descriptor, name, 0) }
    }

    /// Waits until the folder's own entries are on the disk.
    func sync() throws(SystemFailure) {
        guard fsync(descriptor) == 0 else { throw SystemFailure() }
    }

    /// Letters, digits, `.`, `_` and `-`, no dot in front.
    static func isPlainName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || [0x2D, 0x2E, 0x5F].contains($0)
            }
    }
}

/// What the system said.
struct SystemFailure: Error, CustomStringConvertible {
    let code: Int32

    init(code: Int32 = errno) { self.code = code }

    var description: String { String(cString: strerror(code)) }
}
