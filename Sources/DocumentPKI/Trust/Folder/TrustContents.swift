import CardCrypto
package import Foundation
import GRDB

/// What lies in a trust folder, files and database together.
package struct TrustContents: Sendable {
    /// By country and time.
    package internal(set) var anchors: [TrustedCertificate] = []
    package internal(set) var documentSignerCount = 0
    package internal(set) var revocationLists: [TrustedRevocationList] = []
    package internal(set) var sources: [TrustSource] = []
    package internal(set) var removals: [RemovedCertificate] = []
    /// Files that could not be taken, and why.
    package internal(set) var refused: [(file: String, reason: String)] = []
}

extension TrustFolder {
    /// Everything but the document signers' certificates, which are many.
    package func contents() throws -> TrustContents {
        var contents = TrustContents()
        if let database = try database() {
            contents = try database.read { rows in
                TrustContents(
                    anchors: try rows.certificates(.anchor), documentSignerCount: try rows.documentSignerCount(),
                    revocationLists: try rows.listSummaries(), sources: try rows.sources(),
                    removals: try rows.removals())
            }
        }
        let (files, refused) = try looseCertificates(
            besides: Set(contents.anchors.map(\.certificate.fingerprint)),
            removed: Set(contents.removals.map(\.fingerprint)))
        contents.refused = refused
        contents.anchors += files.map { name, certificate in
            TrustedCertificate(
                certificate: certificate, role: .anchor, flaws: CertificateFlaw.all(of: certificate), sources: [name],
                added: nil)
        }
        contents.anchors.sort {
            ($0.certificate.country ?? "", $0.certificate.notBefore)
                < ($1.certificate.country ?? "", $1.certificate.notBefore)
        }
        return contents
    }

    /// The document signers with what is known of them.
    package func documentSigners() throws -> [TrustedCertificate] {
        try database()?.read { try $0.certificates(.documentSigner) } ?? []
    }

    /// The certificate whose fingerprint begins so; anchors before document signers.
    ///
    /// - Throws: ``TrustError`` `fingerprintUnknown` where it is none or more than one.
    package func certificate(fingerprint prefix: String) throws -> TrustedCertificate {
        let wanted = prefix.replacing(":", with: "").uppercased()
        guard wanted.utf8.count >= 4, wanted.utf8.allSatisfy({ Self.hexDigits.contains($0) }) else {
            throw TrustError(.fingerprintUnknown, "a fingerprint is hexadecimal; give at least its first 4 digits")
        }
        func matching(_ certificates: [TrustedCertificate]) -> [TrustedCertificate] {
            certificates.filter { $0.certificate.fingerprintText.hasPrefix(wanted) }
        }
        var found = matching(try contents().anchors)
        if found.isEmpty { found = matching(try documentSigners()) }
        guard found.count <= 1 else {
            throw TrustError(.fingerprintUnknown, "\(found.count) certificates begin with \(prefix); give more digits")
        }
        guard let only = found.first else {
            throw TrustError(.fingerprintUnknown, "no certificate here has a fingerprint that begins with \(prefix)")
        }
        return only
    }

    private static let hexDigits = Set("0123456789ABCDEF".utf8)

    /// Takes a certificate out for good: later imports refuse it, and a file of it in the folder is left out.
    package func remove(_ certificate: TrustedCertificate, why: String, at now: Date) throws {
        try TrustDatabase(creatingAt: databasePath).write { rows in
            try rows.remove(certificate.certificate, why: why, at: now)
        }
    }

    /// Copies the certificate files and the database into another folder, which is made.
    package func copy(to target: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
        for name in try manager.contentsOfDirectory(atPath: path).sorted() where Self.isCertificateFile(name) {
            try manager.copyItem(atPath: "\(path)/\(name)", toPath: "\(target)/\(name)")
        }
        // Of a database that is being written the last finished state is copied.
        guard let database = try database() else { return }
        try database.queue.backup(to: TrustDatabase(creatingAt: TrustFolder(target).databasePath).queue)
    }
}
