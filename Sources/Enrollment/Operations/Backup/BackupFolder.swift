import CardCrypto
import Crypto
import Foundation
import GRDB
import Registry

/// Copies of a station's files as they were at one moment, in a folder of its own beside them: what a backup is written of.
///
/// Databases are copied by SQLite's online backup, so that the station goes on meanwhile. A private key is not copied,
/// whatever its file is called: a restored station gets other ones, and only one of two machines can go on.
final class BackupFolder {
    private let source: String
    private let staging: String
    private(set) var files: [BackupManifest.File] = []
    /// What is there and not in the backup.
    private(set) var leftOut: [String] = []

    /// Bytes of a file that is no database.
    private static let largestFile = 256 << 20
    private static let block = 64 << 10

    init(of source: String) throws {
        self.source = source
        // A hidden name: what a kill leaves is in no later backup, and goes with the next one.
        staging = "\(source)/\(Self.prefix)\(getpid())"
        Self.removeLeftovers(in: source)
        try? FileManager.default.removeItem(atPath: staging)
        do {
            try DurableFile.makeFolder(staging)
            try copy("")
        } catch {
            try? FileManager.default.removeItem(atPath: staging)
            throw error
        }
    }

    private static let prefix = ".backup-"

    /// Copies of programs that run no more.
    private static func removeLeftovers(in folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
            guard let program = Int32(name.dropFirst(prefix.count)), program > 0, kill(program, 0) != 0,
                errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: staging) }

    /// The bytes of a file, block by block.
    func read(_ file: BackupManifest.File, _ body: ([UInt8]) throws -> Void) throws {
        try Self.read("\(staging)/\(file.path)", body)
    }

    private func copy(_ folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? source : "\(source)/\(folder)")
        for name in names.sorted() where !Self.isPassing(name) {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard BackupManifest.isPath(path) else {
                leftOut.append(path)
                continue
            }
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(source)/\(path)")
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory where path == "trust/incoming": leftOut.append(path)
            case .typeDirectory:
                try DurableFile.makeFolder("\(staging)/\(path)")
                try copy(path)
            case .typeRegular:
                let mode = attributes[.posixPermissions] as? Int ?? 0o600
                try copy(file: path, isPrivate: mode & 0o077 == 0)
            default: leftOut.append(path)
            }
        }
    }

    /// Files that others are still writing, and what belongs to a database that is copied as a whole.
    private static func isPassing(_ name: String) -> Bool {
        name.hasPrefix(".") || [".part", "-wal", "-shm", "-journal"].contains { name.hasSuffix($0) }
    }

    private func copy(file path: String, isPrivate: Bool) throws {
        guard files.count < BackupManifest.mostFiles else {
            throw EnrollmentError(.folderUnusable, "\(source) has too many files for a backup", fault: .station)
        }
        let (from, to) = ("\(source)/\(path)", "\(staging)/\(path)")
        let start = try FileHandle(forReadingFrom: URL(filePath: from)).read(upToCount: 16) ?? Data()
        if start == Data("SQLite format 3\0".utf8) {
            try Self.copyDatabase(from, to)
        } else {
            let bytes = try DurableFile.read(from, atMost: Self.largestFile)
            guard !Self.isPrivateKey(path, bytes) else {
                leftOut.append(path)
                return
            }
            guard
                FileManager.default.createFile(
                    atPath: to, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
            else {
                throw EnrollmentError(.storageFailed, "\(to) cannot be written; there is no backup", fault: .station)
            }
        }
        var (hash, size) = (SHA256(), 0)
        try Self.read(to) { block in
            hash.update(data: block)
            size += block.count
        }
        guard let digest = ContentDigest(bytes: [UInt8](hash.finalize())) else { return }
        files.append(BackupManifest.File(path: path, size: size, isPrivate: isPrivate, digest: digest))
    }

    private static func isPrivateKey(_ path: String, _ bytes: [UInt8]) -> Bool {
        if path == "index.key" { return false }
        return path.hasSuffix(".key") || Data(bytes).range(of: Data("PRIVATE KEY-----".utf8)) != nil
    }

    private static func copyDatabase(_ from: String, _ to: String) throws {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let (source, target) = (
                try DatabaseQueue(path: from, configuration: configuration), try DatabaseQueue(path: to)
            )
            try source.backup(to: target)
            // One file, whatever the source keeps beside it.
            _ = try target.writeWithoutTransaction { try Row.fetchAll($0, sql: "PRAGMA journal_mode = DELETE") }
            try target.close()
            try source.close()
        } catch { throw EnrollmentError(database: error, path: from) }
    }

    private static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        while case let data? = try file.read(upToCount: block), !data.isEmpty { try body([UInt8](data)) }
    }
}
