import Glibc

/// Small files that are on disk when the call returns, or not there at all under their name.
package enum DurableFile {
    /// Makes a folder of mode 0700; one that is there already is left as it is.
    package static func makeFolder(_ path: String) throws(RegistryError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failed("cannot make folder", path) }
    }

    /// Writes a new file, synced with its folder. A file of this name that is there already is an error.
    package static func create(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(RegistryError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw failed("cannot create", path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                let error = failed("cannot write", path)
                unlink(path)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw failed("cannot sync", path) }
        try syncFolder(of: path)
    }

    /// Writes a file in one piece: whoever opens it sees all of these bytes, or what was there before, or nothing. A file of
    /// this name is replaced. What a kill leaves behind has another name, which ends in `.part`.
    package static func replace(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(RegistryError) {
        let part = "\(path).\(getpid()).part"
        unlink(part)
        try create(part, bytes, mode: mode)
        try rename(part, to: path)
    }

    /// Gives a file, which is synced already, its name; one of this name is replaced.
    package static func rename(_ part: String, to path: String) throws(RegistryError) {
        guard Glibc.rename(part, path) == 0 else {
            let error = failed("cannot rename", part)
            unlink(part)
            throw error
        }
        try syncFolder(of: path)
    }

    /// Gives a folder another name, at which there is nothing yet; on disk when this returns.
    package static func move(_ path: String, to target: String) throws(RegistryError) {
        guard Glibc.rename(path, target) == 0 else { throw failed("cannot rename", path) }
        try syncFolder(of: target)
    }

    /// The bytes of a file, which must not be larger than stated.
    package static func read(_ path: String, atMost limit: Int) throws(RegistryError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failed("cannot open", path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count <= limit {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw failed("cannot read", path) }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
        throw RegistryError(.folderUnusable, "\(path) is larger than \(limit) bytes", fault: .registry)
    }

    private static func syncFolder(of path: String) throws(RegistryError) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed("cannot open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failed("cannot sync", folder) }
    }

    private static func failed(_ what: String, _ path: String) -> RegistryError {
        RegistryError(.folderUnusable, "\(what) \(path): \(String(cString: strerror(errno)))", fault: .registry)
    }
}
