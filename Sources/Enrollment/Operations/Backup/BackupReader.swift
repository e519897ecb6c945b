import CardCrypto
import Glibc
package import Registry

/// Reads a backup from its beginning to its end; every byte that comes out was authenticated.
package final class BackupReader {
    private let file: Int32
    private let head: [UInt8]
    private var rest: Int
    private var cipher: BackupCipher?
    private var opened: ArraySlice<UInt8> = []
    package let header: BackupHeader

    package init(_ path: String) throws {
        file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw EnrollmentError.backupRefused("\(path) cannot be opened") }
        // What has no end to go to is no file.
        let size = lseek(file, 0, SEEK_END)
        guard (0...BackupManifest.largest).contains(size), lseek(file, 0, SEEK_SET) == 0 else {
            close(file)
            throw EnrollmentError.backupRefused("\(path) is no file, or larger than a backup")
        }
        do {
            let fixed = BackupHeader.magic.count + 4
            let start = try Self.read(fixed, from: file)
            guard start.starts(with: BackupHeader.magic) else {
                throw EnrollmentError.backupRefused("it is no backup of a station that this version knows")
            }
            let count = start.suffix(4).reduce(0) { $0 << 8 | Int($1) }
            guard count <= BackupHeader.maximumSize else {
                throw EnrollmentError.backupRefused("its header is too long")
            }
            let json = try Self.read(count, from: file)
            header = try BackupHeader(parsing: json)
            head = start + json
            rest = size - head.count
        } catch {
            close(file)
            throw error
        }
    }

    deinit { close(file) }

    /// Opens the file's key with an officer's keys.
    ///
    /// - Throws: `backupLocked` where it is not sealed to him, or his keys are others by now.
    package func unlock(as officer: Officer, with keys: OfficerKeys) throws(EnrollmentError) {
        guard let sealed = header.recipients.first(where: { $0.officer == officer.id })?.sealed else {
            let names = header.recipients.map(\.officer).joined(separator: ", ")
            throw EnrollmentError(
                .backupLocked, "the backup is not sealed to \(officer.id); it opens for \(names)", fault: .operator)
        }
        let context = try BackupHeader.context(of: header.backup.id, header.backup.station, officer: officer.id)
        guard let key = try? keys.open(sealed, in: context), key.count == 32 else {
            throw EnrollmentError(
                .backupLocked,
                "the keys of \(officer.id) do not open the backup: it was made for keys that he had at another time, or was altered",
                fault: .operator)
        }
        cipher = BackupCipher(key: SecretBytes(key), head: head)
    }

    /// The next bytes of the content, so many and no fewer.
    func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            if opened.isEmpty { try next() }
            let some = opened.prefix(count - bytes.count)
            opened = opened.dropFirst(some.count)
            bytes += some
        }
        return bytes
    }

    /// A piece that stands behind its length.
    func readPiece(atMost limit: Int) throws -> [UInt8] {
        let count = try read(4).reduce(0) { $0 << 8 | Int($1) }
        guard count <= limit else { throw EnrollmentError.backupRefused("a part of it is too long") }
        return try read(count)
    }

    /// Whether all of it was read, to the chunk that is flagged as the last.
    var isAtEnd: Bool { rest == 0 && opened.isEmpty }

    private func next() throws {
        guard rest > 0, var cipher else { throw EnrollmentError.backupRefused("it is cut off") }
        let count = min(rest, BackupCipher.chunkSize + BackupCipher.tagSize)
        let chunk = try Self.read(count, from: file)
        rest -= count
        opened = try cipher.open(chunk, isLast: rest == 0)[...]
        self.cipher = cipher
    }

    private static func read(_ count: Int, from file: Int32) throws(EnrollmentError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress?.advanced(by: done), count - done)
            }
            guard more > 0 else { throw .backupRefused("it is cut off, or the disk failed") }
            done += more
        }
        return bytes
    }
}
