import Foundation
import Registry

/// What a backup says in clear: which one it is, and for whom its key is sealed. No personal data of citizens.
///
/// ```
/// "CIDBKUP1" | bytes of the header(4, big-endian) | header, canonical JSON | chunks: BackupCipher
/// in the chunks: manifest and its signature, each behind its length(4), then the files' bytes in the manifest's order
/// ```
package struct BackupHeader: Sendable, Hashable {
    /// Somebody who can open it.
    package struct Recipient: Sendable, Hashable {
        package let officer: String
        /// The file's key, sealed to him (HPKE) for this backup.
        package let sealed: [UInt8]
    }

    package let backup: BackupIdentity
    package let recipients: [Recipient]

    static let magic = Array("CIDBKUP1".utf8)
    /// Bytes of the header.
    static let maximumSize = 256 << 10
    /// The most who can be named.
    package static let mostRecipients = 64
    private static let schema = "chip-id-station/backup"

    func serialized() throws(RegistryError) -> [UInt8] {
        let listed = recipients.map { recipient -> JSONValue in
            [
                "officer": .string(recipient.officer),
                "sealed": .string(Data(recipient.sealed).base64EncodedString()),
            ]
        }
        return try backup.serialized(as: Self.schema, with: "recipients", .array(listed))
    }

    init(_ backup: BackupIdentity, recipients: [Recipient]) {
        self.backup = backup
        self.recipients = recipients
    }

    init(parsing bytes: [UInt8]) throws(EnrollmentError) {
        guard let (backup, listed) = BackupIdentity.parse(bytes, as: Self.schema, with: "recipients"),
            (1...Self.mostRecipients).contains(listed.count)
        else { throw .backupRefused("its header is not of a form that this version knows") }
        let recipients = listed.compactMap { entry -> Recipient? in
            guard let officer = entry["officer"]?.string, Officer.isID(officer),
                let sealed = entry["sealed"]?.string.flatMap({ Data(base64Encoded: $0) })
            else { return nil }
            return Recipient(officer: officer, sealed: [UInt8](sealed))
        }
        guard recipients.count == listed.count else { throw .backupRefused("its header names no recipients") }
        self.init(backup, recipients: recipients)
    }

    /// What a recipient's sealed key is bound to: this backup, this station, him.
    static func context(
        of id: RecordID, _ station: StationID, officer: String
    ) throws(EnrollmentError) -> SealContext {
        guard let part = PartName("backup-key/\(officer)") else {
            throw .backupRefused("it names a recipient who is no officer")
        }
        return SealContext(record: id, station: station, sequence: 0, part: part)
    }
}
