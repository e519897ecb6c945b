import Foundation
package import Registry

/// What is in a backup: every file by its path, size, mode and digest. The station signs it (CAdES, detached), so that
/// nobody makes a backup of a station but the station.
package struct BackupManifest: Sendable, Hashable {
    /// A file of the station's folder.
    package struct File: Sendable, Hashable {
        /// From the folder, segments parted by `/`.
        package let path: String
        package let size: Int
        /// Whether only its owner may read it.
        package let isPrivate: Bool
        package let digest: ContentDigest
    }

    package let backup: BackupIdentity
    package let files: [File]

    /// Bytes of the manifest.
    static let maximumSize = 4 << 20
    /// The most files of a backup.
    static let mostFiles = 20_000
    /// Bytes of a backup and of what it holds.
    package static let largest = 64 << 30
    private static let schema = "chip-id-station/backup-manifest"

    func serialized() throws(RegistryError) -> [UInt8] {
        let listed = files.map { file -> JSONValue in
            [
                "path": .string(file.path), "size": .integer(file.size), "private": .boolean(file.isPrivate),
                "sha256": .string(file.digest.text),
            ]
        }
        return try backup.serialized(as: Self.schema, with: "files", .array(listed))
    }

    init(_ backup: BackupIdentity, files: [File]) {
        self.backup = backup
        self.files = files
    }

    /// Reads the bytes; says nothing about the signature. No path in it leads out of a folder.
    init(parsing bytes: [UInt8]) throws(EnrollmentError) {
        guard let (backup, listed) = BackupIdentity.parse(bytes, as: Self.schema, with: "files"),
            listed.count <= Self.mostFiles
        else { throw .backupRefused("its manifest is not of a form that this version knows") }
        let files = listed.compactMap { entry -> File? in
            guard let path = entry["path"]?.string, Self.isPath(path), let size = entry["size"]?.integer,
                (0...Self.largest).contains(size), let isPrivate = entry["private"]?.boolean,
                let digest = entry["sha256"]?.string.flatMap({ ContentDigest(text: $0) })
            else { return nil }
            return File(path: path, size: size, isPrivate: isPrivate, digest: digest)
        }
        guard files.count == listed.count, Set(files.map(\.path)).count == files.count,
            files.reduce(0, { $0 + $1.size }) <= Self.largest
        else { throw .backupRefused("its manifest names a file twice, or one that no folder of a station has") }
        self.init(backup, files: files)
    }

    /// At most 8 segments, none of which is empty or begins with a dot, without control characters.
    static func isPath(_ path: String) -> Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 512 && segments.count <= 8
            && segments.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && $0.utf8.count <= 255 }
            && !path.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }
}
