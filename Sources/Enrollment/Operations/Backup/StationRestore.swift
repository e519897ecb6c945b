package import CardCrypto
import Crypto
import DocumentPKI
import Foundation
import GRDB
import Glibc
import Registry

/// Makes a station's folder of a backup: the whole folder under its name, or nothing. The station is in phase `restored`
/// then, and makes no record before it has asked the registry: `StationRecovery`.
package struct StationRestore {
    private let reader: BackupReader

    /// - Parameter reader: at the beginning, and unlocked.
    package init(_ reader: BackupReader) { self.reader = reader }

    /// A folder that was made.
    package struct Restored: Sendable {
        package let folder: StationFolder
        package let manifest: BackupManifest
        /// The station CA by which the station knows its registry: to be compared by whoever restores.
        package let authority: Certificate
    }

    package func restore(to path: String) throws -> Restored {
        let path = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
        guard access(path, F_OK) != 0 else {
            throw EnrollmentError(.folderTaken, "\(path) is there already. Name a new folder.", fault: .operator)
        }
        let staging = "\(path).restoring"
        try? FileManager.default.removeItem(atPath: staging)
        do {
            let (manifest, authority) = try unpack(to: staging)
            try BackupFiles.syncFolders(under: staging)
            try DurableFile.move(staging, to: path)
            return Restored(folder: try StationFolder.load(path), manifest: manifest, authority: authority)
        } catch {
            try? FileManager.default.removeItem(atPath: staging)
            throw Self.told(error)
        }
    }

    private func unpack(to staging: String) throws -> (BackupManifest, Certificate) {
        try DurableFile.makeFolder(staging)
        let bytes = try reader.readPiece(atMost: BackupManifest.maximumSize)
        let manifest = try BackupManifest(parsing: bytes)
        let (header, signature) = (reader.header, try reader.readPiece(atMost: RegistryLimits.signatureSize))
        guard manifest.backup == header.backup else {
            throw EnrollmentError.backupRefused("its header is the one of another backup")
        }
        for file in manifest.files { try BackupFiles.write(file, of: reader, to: staging) }
        guard reader.isAtEnd else { throw EnrollmentError.backupRefused("there is more in it than its manifest names") }

        let folder = try StationFolder.load(staging)
        guard folder.station == manifest.backup.station, let authority = try folder.trustAuthorities().first else {
            throw EnrollmentError.backupRefused("it holds the folder of another station than it says")
        }
        do {
            _ = try StationAuthority(folder.trustAuthorities()).verify(
                signature, over: bytes, by: manifest.backup.station, claiming: manifest.backup.made.date,
                at: manifest.backup.made.date)
        } catch let problem as ProblemDetails {
            throw EnrollmentError.backupRefused("station \(manifest.backup.station) did not sign it: \(problem.detail)")
        }
        try hold(folder, manifest)
        return (manifest, authority)
    }

    /// Puts both databases into phase `restored` before the folder has its name.
    private func hold(_ folder: StationFolder, _ manifest: BackupManifest) throws {
        let names = manifest.files.map(\.path)
        guard names.contains("station.sqlite"), names.contains("officers.sqlite") else {
            throw EnrollmentError.backupRefused("a database is missing in it")
        }
        let (store, officers) = (try folder.store(), try folder.officerDatabase())
        for database in [store.database, officers.database] {
            let found = try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
            guard found == ["ok"] else { throw EnrollmentError.backupRefused("a database in it is damaged") }
        }
        try officers.set(.restored, at: manifest.backup.made, backup: manifest.backup.id)
        try store.set(.restored, at: manifest.backup.made, backup: manifest.backup.id)
        try store.database.close()
        try officers.database.close()
    }

    private static func told(_ error: any Error) -> any Error {
        guard let error = error as? RegistryError else { return error }
        return EnrollmentError(
            .storageFailed, "the station's folder was not made: \(error.message). Look at the disk's space and rights.",
            fault: .station)
    }
}
