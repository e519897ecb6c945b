import Glibc

/// Writes a bundle of records, frame by frame. Under its name there is the whole file, synced with its folder, or none:
/// what a pulled USB stick leaves behind ends in `.part`.
package final class RecordBundleWriter {
    private let path: String
    private let part: String
    private var file: Int32
    /// How many bytes were written.
    package private(set) var size = 0

    /// Begins a file with the index and its signature.
    package init(_ path: String, index: [UInt8], signature: [UInt8]) throws(RegistryError) {
        self.path = path
        part = "\(path).part"
        unlink(part)
        file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failed("cannot create", part) }
        try write(RecordBundle.magic)
        try write(.index, index)
        try write(.signature, signature)
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        unlink(part)
    }

    package func add(_ statement: SignedStatement) throws(RegistryError) {
        try write(.statement, statement.serialized())
    }

    package func add(_ record: SignedManifest) throws(RegistryError) { try write(.manifest, record.serialized()) }

    package func add(piece: [UInt8]) throws(RegistryError) { try write(.piece, piece) }

    /// Ends the file and gives it its name.
    package func finish() throws(RegistryError) {
        try write(.end, [])
        guard fsync(file) == 0 else { throw Self.failed("cannot sync", part) }
        close(file)
        file = -1
        try DurableFile.rename(part, to: path)
    }

    private func write(_ kind: RecordBundle.FrameKind, _ bytes: [UInt8]) throws(RegistryError) {
        let count = UInt32(truncatingIfNeeded: bytes.count)
        let length = (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
        try write([kind.rawValue] + ContentDigest(of: bytes).bytes + length)
        try write(bytes)
    }

    private func write(_ bytes: [UInt8]) throws(RegistryError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Self.failed("cannot write", part) }
            rest = rest.dropFirst(count)
        }
        size += bytes.count
    }

    private static func failed(_ what: String, _ path: String) -> RegistryError {
        RegistryError(.folderUnusable, "\(what) \(path): \(String(cString: strerror(errno)))", fault: .station)
    }
}
