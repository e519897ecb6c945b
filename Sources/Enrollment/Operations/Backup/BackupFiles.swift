import Crypto
import Foundation
import Glibc
import Registry

/// The files of a folder that is being restored.
enum BackupFiles {
    private static let block = 64 << 10

    /// Writes a file of the content, synced, and checks that it is the one of the manifest.
    static func write(_ file: BackupManifest.File, of reader: BackupReader, to folder: String) throws {
        let segments = file.path.split(separator: "/")
        var parent = folder
        for segment in segments.dropLast() {
            parent += "/\(segment)"
            try DurableFile.makeFolder(parent)
        }
        let descriptor = open(
            "\(folder)/\(file.path)", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
            file.isPrivate ? 0o600 : 0o644)
        guard descriptor >= 0 else { throw failed("cannot create", file.path) }
        defer { close(descriptor) }
        var (hash, rest) = (SHA256(), file.size)
        while rest > 0 {
            let bytes = try reader.read(min(rest, block))
            rest -= bytes.count
            hash.update(data: bytes)
            try write(bytes, to: descriptor, file.path)
        }
        guard fsync(descriptor) == 0 else { throw failed("cannot sync", file.path) }
        guard [UInt8](hash.finalize()) == file.digest.bytes else {
            throw EnrollmentError.backupRefused("\(file.path) in it is not the one of its manifest")
        }
    }

    /// Syncs every folder from the innermost on.
    static func syncFolders(under path: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder), isFolder.boolValue {
                try syncFolders(under: "\(path)/\(name)")
            }
        }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed("cannot open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failed("cannot sync", path) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failed("cannot write", path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failed(_ what: String, _ path: String) -> EnrollmentError {
        EnrollmentError(
            .storageFailed,
            "\(what) \(path): \(String(cString: strerror(errno))). Nothing was restored; look at the disk's space and rights.",
            fault: .station)
    }
}
