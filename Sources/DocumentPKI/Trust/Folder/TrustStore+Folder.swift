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
        var (files, refused) = try folder.looseCertificates()
        guard let database = try folder.database() else {
            return Loading(store: TrustStore(anchors: files.map(\.certificate)), refused: refused)
        }
        return try database.read { rows in
            let removed = try rows.removed()
            var anchors = try rows.anchors()
            var known = Set(anchors.map(\.fingerprint))
            for (name, certificate) in files {
                if removed.contains(certificate.fingerprint) {
                    refused.append((name, "it was removed from this trust store; delete the file, or readmit it"))
                } else if known.insert(certificate.fingerprint).inserted {
                    anchors.append(certificate)
                }
            }
            return Loading(
                store: TrustStore(
                    anchors: anchors, signers: try rows.documentSigners(), revocationLists: try rows.revocationLists()),
                refused: refused)
        }
    }
}
