import CardCrypto
import Glibc
import Registry

/// Writes a backup: the whole file under its name, synced with its folder, or none.
final class BackupWriter {
    private let path: String
    private let part: String
    private var file: Int32
    private var cipher: BackupCipher
    private var waiting: [UInt8] = []
    private(set) var size = 0

    init(_ path: String, header: BackupHeader, key: SecretBytes) throws {
        self.path = path
        part = "\(path).part"
        let json = try header.serialized()
        let head = BackupHeader.magic + Self.length(json.count) + json
        cipher = BackupCipher(key: key, head: head)
        unlink(part)
        file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.failed("cannot create", part) }
        try write(head)
    }

    deinit {
        guard file >= 0 else { return }
        close(file)
        unlink(part)
    }

    static func length(_ count: Int) -> [UInt8] {
        let count = UInt32(truncatingIfNeeded: count)
        return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
    }

    /// Appends to the content. The last chunk is kept back, for it is flagged.
    func add(_ bytes: some Sequence<UInt8>) throws {
        waiting += bytes
        var start = 0
        while waiting.count - start > BackupCipher.chunkSize {
            try write(cipher.seal(waiting[start..<start + BackupCipher.chunkSize], isLast: false))
            start += BackupCipher.chunkSize
        }
        if start > 0 { waiting.removeFirst(start) }
    }

    /// Ends the file and gives it its name.
    func finish() throws {
        try write(cipher.seal(waiting, isLast: true))
        guard fsync(file) == 0 else { throw Self.failed("cannot sync", part) }
        close(file)
        file = -1
        do { try DurableFile.rename(part, to: path) } catch {
            throw EnrollmentError(.storageFailed, "the backup was not written: \(error.message)", fault: .operator)
        }
    }

    private func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Self.failed("cannot write", part) }
            rest = rest.dropFirst(count)
        }
        size += bytes.count
    }

    private static func failed(_ what: String, _ path: String) -> EnrollmentError {
        EnrollmentError(
            .storageFailed,
            "\(what) \(path): \(String(cString: strerror(errno))). There is no backup; look at the disk's space and rights.",
            fault: .operator)
    }
}
