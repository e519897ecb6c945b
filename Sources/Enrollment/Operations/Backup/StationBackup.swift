import CardCrypto
package import Foundation
package import Registry

/// Writes a backup of a station that goes on working, encrypted to administrators and signed by the station.
///
/// Nothing is asked for that would have to lie on the station, as a password would for a backup of each night: the file's
/// key is sealed to officers' public keys, and opens with an administrator's own file and password.
package struct StationBackup: Sendable {
    private let folder: StationFolder

    package init(of folder: StationFolder) { self.folder = folder }

    /// A backup that was written.
    package struct Made: Sendable, Hashable {
        package let id: RecordID
        package let path: String
        package let size: Int
        package let files: Int
        /// Officers who can open it.
        package let recipients: [String]
        /// What is not in it: private keys, and what is no file.
        package let leftOut: [String]
        /// Whether the station has stopped for good.
        package let isMove: Bool
    }

    /// Writes the backup to a path; a file of this name is replaced when the new one is whole.
    ///
    /// - Parameters:
    ///   - applications: officers besides the roster's administrators who can open it.
    ///   - move: stop this station for good first: another machine goes on with what is in the backup.
    package func write(
        to path: String, for applications: [OfficerApplication] = [], move: Bool = false, at now: Date
    ) throws -> Made {
        let (store, officers) = (try folder.store(), try folder.officerDatabase())
        let (id, made) = (RecordID(at: Timestamp(now)), Timestamp(now))
        let backup = BackupIdentity(id: id, station: folder.station, made: made, isMove: move)
        let recipients = try recipients(applications, at: made)
        let key = SecretBytes(try randomBytes(32))
        let sealer = try folder.sealer()
        let writer = try BackupWriter(
            path,
            header: BackupHeader(backup, recipients: recipients.map { try seal(key, to: $0, id) }), key: key)
        // From here on a move is a move, also where the disk fails below: the command is repeated then.
        if move { try StationMove.stop(store, officers, for: id, at: made) }
        let copies = try BackupFolder(of: folder.url.path)
        let manifest = BackupManifest(backup, files: copies.files)
        let bytes = try manifest.serialized()
        guard bytes.count <= BackupManifest.maximumSize else {
            throw EnrollmentError(
                .folderUnusable, "\(folder.url.path) has too many files for a backup", fault: .station)
        }
        for piece in [bytes, try sealer.sign(bytes, at: now)] {
            try writer.add(BackupWriter.length(piece.count))
            try writer.add(piece)
        }
        for file in manifest.files { try copies.read(file) { try writer.add($0) } }
        try writer.finish()
        return Made(
            id: id, path: path, size: writer.size, files: manifest.files.count, recipients: recipients.map(\.id),
            leftOut: copies.leftOut, isMove: move)
    }

    /// The administrators of this station, and who is named besides.
    private func recipients(_ applications: [OfficerApplication], at now: Timestamp) throws -> [Officer] {
        let named = try applications.map { try $0.officer(as: .administrator, at: []) }
        let roster = try folder.officerDesk(at: now).roster()?.officers ?? []
        let own = roster.filter { officer in
            officer.role == .administrator && officer.works(at: folder.station)
                && !named.contains { $0.id == officer.id }
        }
        let recipients = named + own
        guard Set(recipients.map(\.id)).count == recipients.count, recipients.count <= BackupHeader.mostRecipients
        else {
            throw EnrollmentError(
                .backupForNobody, "an officer is named twice, or more than \(BackupHeader.mostRecipients) are",
                fault: .operator)
        }
        guard !recipients.isEmpty else {
            throw EnrollmentError(
                .backupForNobody,
                "nobody could open the backup: the roster here has no administrator of this station. Name one with --to "
                    + "and the file that idstation officer new wrote.", fault: .operator)
        }
        return recipients
    }

    private func seal(_ key: SecretBytes, to officer: Officer, _ id: RecordID) throws -> BackupHeader.Recipient {
        let context = try BackupHeader.context(of: id, folder.station, officer: officer.id)
        // Sealed at once; the copy goes with this call.
        let part = RecordPart(name: context.part, mediaType: "application/octet-stream", bytes: key.exposed())
        return BackupHeader.Recipient(
            officer: officer.id, sealed: try officer.sealingKey.seal(part, in: context).bytes)
    }
}
