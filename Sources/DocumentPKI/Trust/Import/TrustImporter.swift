import CardCrypto
import FoundationEssentials
import GRDB

/// Judges what files offer and writes what is taken, inside one transaction.
///
/// Authorities come first, for document signers and revocation lists are judged by them.
struct TrustImporter {
    let rows: TrustRows
    let options: TrustImport.Options
    /// Trusted certificates that lie in the folder as files.
    let loose: [Certificate]
    let now: Date
    var report: TrustImportReport
    /// Fingerprints that later imports refuse.
    var removed: Set<[UInt8]>
    /// Rows of sources by the sources' digests; a source that gives nothing gets none.
    private var sourceRows: [[UInt8]: Int] = [:]

    /// Where something comes from: the source, an entry in it, and the file's place in the report.
    struct Origin {
        let source: TrustSource
        var entry = ""
        let file: Int
    }
    var documentSigners: [(der: [UInt8], origin: Origin)] = []
    var revocationLists: [(der: [UInt8], origin: Origin)] = []

    /// - Parameter files: recognised already, for that needs no transaction.
    static func run(
        _ files: [TrustImport.Recognised], into rows: TrustRows,
        options: TrustImport.Options, loose: [Certificate], at now: Date
    ) throws -> TrustImportReport {
        let before = rows.db.totalChangesCount
        var importer = TrustImporter(
            rows: rows, options: options, loose: loose, now: now,
            report: TrustImportReport(files: files.map { .init(name: $0.file.name, kind: $0.kind) }),
            removed: try rows.removed())
        for (index, file) in files.enumerated() {
            if let kind = file.kind, !options.kinds.contains(kind) {
                importer.refuse(.notTakenHere, "\(kind.rawValue) is not taken here", .file, file.file.name, index)
                continue
            }
            try importer.takeAuthorities(file.offers, of: file.file, file.kind, at: index)
        }
        for certificate in try rows.deleteOrphans(.anchor) { importer.withdraw(certificate, .anchor) }
        try importer.takeDocumentSigners()
        try importer.takeRevocationLists()
        for certificate in try rows.deleteOrphans(.documentSigner) { importer.withdraw(certificate, .documentSigner) }
        for issuer in try rows.deleteOrphanedLists() {
            importer.tell(.revocationList, issuer, nil, .withdrawn, in: importer.lastFile)
        }
        importer.report.hasChanged = rows.db.totalChangesCount != before
        return importer.report
    }

    private mutating func takeAuthorities(
        _ offers: [TrustOffer], of file: TrustImport.File, _ kind: TrustSource.Kind?, at index: Int
    ) throws {
        let source = TrustSource(
            kind: kind ?? .certificates, name: file.name, digest: try Digest.sha256.hash(file.bytes), imported: now)
        for offer in offers {
            let origin = Origin(source: source, entry: offer.entry, file: index)
            switch offer.content {
            case .masterList(let der):
                try takeMasterList(der, entry: offer.entry, fileName: file.name, at: index)
            case .bundle(let der): try takeBundle(der, fileName: file.name, at: index)
            case .certificate(let der): try takeCertificate(der, origin)
            case .authority(let der): try takeAuthority(der, origin)
            case .documentSigner(let der): documentSigners.append((der, origin))
            case .revocationList(let der): revocationLists.append((der, origin))
            case .deletion: try delete(offer.entry, at: index)
            case .refused(let refusal):
                let isFile = offer.entry.isEmpty
                tell(isFile ? .file : .entry, isFile ? file.name : offer.entry, nil, .refused(refusal), in: index)
            }
        }
    }

    /// The row of a source, made when it first gives something.
    mutating func row(_ source: TrustSource) throws -> Int {
        if let row = sourceRows[source.digest] { return row }
        let row = try rows.row(of: source)
        sourceRows[source.digest] = row
        return row
    }

    private mutating func delete(_ entry: String, at index: Int) throws {
        let isForgotten = try rows.forgetDocumentSigners(entry: entry)
        tell(.entry, entry, nil, isForgotten ? .withdrawn : .alreadyGone, in: index)
    }
}
