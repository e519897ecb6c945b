package import CardCrypto
package import Foundation

/// The folder of what a station or a registry trusts.
///
/// ```
/// *.pem *.crt *.cer *.der    CSCA certificates that somebody put there; each is trusted in itself
/// trust.sqlite               what was imported, from where, and what was removed
/// incoming/                  trust bundles that wait for `idstation serve`
/// imported/ refused/         where they went, with the reason
/// ```
package struct TrustFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package static let incoming = "incoming"
    package static let imported = "imported"
    package static let refused = "refused"

    private static let largestCertificateFile = 1 << 20
    var databasePath: String { "\(path)/\(TrustDatabase.fileName)" }

    /// The database, where there is one.
    func database() throws(TrustError) -> TrustDatabase? { try TrustDatabase(existingAt: databasePath) }

    /// Judges files and takes what holds, as one transaction: all of it is on disk when this returns, or nothing.
    ///
    /// - Throws: ``TrustError`` where the store itself fails. Whatever is wrong with the files stands in the report.
    package func importing(
        _ files: [TrustImport.File], options: TrustImport.Options, at now: Date
    ) throws -> TrustImportReport {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw TrustError(.storeFailed, "the trust folder \(path) cannot be made")
        }
        let loose = try looseCertificates().files.map(\.certificate)
        let recognised = TrustImport.recognise(files)
        return try TrustDatabase(creatingAt: databasePath).write { rows in
            try TrustImporter.run(recognised, into: rows, options: options, loose: loose, at: now)
        }
    }

    /// The certificate files, in the order of their names, each certificate once.
    func looseCertificates() throws(TrustError) -> (
        files: [(name: String, certificate: Certificate)], refused: [(file: String, reason: String)]
    ) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path).sorted() else {
            throw TrustError(
                .storeUnreadable, "the trust folder \(path) cannot be read; put the CSCA certificates there")
        }
        var files: [(name: String, certificate: Certificate)] = []
        var refused: [(file: String, reason: String)] = []
        for name in names where Self.isCertificateFile(name) {
            do {
                let bytes = try Self.bytes("\(path)/\(name)", atMost: Self.largestCertificateFile)
                for certificate in try Self.certificates(bytes) where !files.contains(where: { $0.1 == certificate }) {
                    files.append((name, certificate))
                }
            } catch {
                refused.append((name, "\(error)"))
            }
        }
        return (files, refused)
    }

    /// The certificate files that count beside what the database holds: those that are not in it and were not removed, each
    /// removed one among the refused.
    func looseCertificates(
        besides known: Set<[UInt8]>, removed: Set<[UInt8]>
    ) throws(TrustError) -> (
        files: [(name: String, certificate: Certificate)], refused: [(file: String, reason: String)]
    ) {
        var (files, refused) = try looseCertificates()
        for (name, certificate) in files where removed.contains(certificate.fingerprint) {
            refused.append((name, "it was removed from this trust store; delete the file, or readmit it"))
        }
        files.removeAll { removed.contains($0.certificate.fingerprint) || known.contains($0.certificate.fingerprint) }
        return (files, refused)
    }

    static func isCertificateFile(_ name: String) -> Bool {
        ["pem", "crt", "cer", "der"].contains(name.split(separator: ".").last.map(String.init) ?? "")
    }

    /// The certificates of a file, one in DER or several in PEM.
    package static func certificates(_ bytes: [UInt8]) throws -> [Certificate] {
        if bytes.first == 0x30 { return [try Certificate(der: bytes)] }
        let blocks = PEMBlock.all(in: bytes).filter { $0.label == "CERTIFICATE" }
        guard !blocks.isEmpty else { throw TrustError(.malformed, "it is no certificate") }
        return try blocks.map { block in
            guard let der = block.der else { throw TrustError(.malformed, "a PEM block in it is damaged") }
            return try Certificate(der: der)
        }
    }

    /// The bytes of a file, which must not be larger than stated.
    package static func bytes(_ path: String, atMost limit: Int = TrustImport.maximumFileSize) throws(TrustError)
        -> [UInt8]
    {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw TrustError(.malformed, "\(path) cannot be read")
        }
        defer { try? handle.close() }
        let data: Data
        // nil is the end of an empty file.
        do { data = try handle.read(upToCount: limit + 1) ?? Data() } catch {
            throw TrustError(.malformed, "\(path) cannot be read")
        }
        guard data.count <= limit else { throw TrustError(.malformed, "\(path) is larger than \(limit >> 20) MiB") }
        return [UInt8](data)
    }
}
