import CardCrypto
import Foundation

extension TrustStore {
    /// What a folder gave, and what in it could not be taken and why.
    package struct Loading: Sendable {
        package let store: TrustStore
        /// File name and reason.
        package let refused: [(file: String, reason: String)]
    }

    /// Reads a trust folder: its certificate files and its database together.
    ///
    /// An unreadable file is reported and does not hide the others. A folder that cannot be listed throws, and so does
    /// a database that cannot be read: trust must not shrink silently.
    package static func load(folder: String) throws -> Loading {
        let folder = TrustFolder(folder)
        guard let database = try folder.database() else {
            let (files, refused) = try folder.looseCertificates()
            return Loading(store: TrustStore(anchors: files.map(\.certificate)), refused: refused)
        }
        return try database.read { rows in
            let anchors = try rows.anchors()
            let (files, refused) = try folder.looseCertificates(
                besides: Set(anchors.map(\.fingerprint)), removed: rows.removed())
            return Loading(
                store: TrustStore(
                    anchors: anchors + files.map(\.certificate), signers: try rows.documentSigners(),
                    revocationLists: try rows.revocationLists()),
                refused: refused)
        }
    }
}
