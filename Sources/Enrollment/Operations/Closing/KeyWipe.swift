import Foundation
import Glibc

/// Takes a station's private keys off its disk.
enum KeyWipe {
    /// Overwrites and removes every key file of the folder. On flash memory, and where the file system writes elsewhere,
    /// older blocks may stay: whoever gives the disk away erases it as a whole.
    ///
    /// - Returns: the names of what was removed.
    static func wipe(_ folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.contains(/^((tls|signing)(-[0-9]+)?|index)\.key(\.[0-9]+\.part)?$/)
        }.sorted()
        for name in names { try wipe(file: "\(folder)/\(name)") }
        return names
    }

    private static func wipe(file path: String) throws {
        let file = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw failed(path) }
        defer { close(file) }
        let size = lseek(file, 0, SEEK_END)
        guard size >= 0 else { throw failed(path) }
        let zeros = [UInt8](repeating: 0, count: min(size, 1 << 20))
        guard pwrite(file, zeros, zeros.count, 0) == zeros.count, fsync(file) == 0, unlink(path) == 0 else {
            throw failed(path)
        }
    }

    private static func failed(_ path: String) -> EnrollmentError {
        EnrollmentError(
            .storageFailed,
            "\(path) cannot be wiped: \(String(cString: strerror(errno))). Remove it, and erase the disk.",
            fault: .station)
    }
}
