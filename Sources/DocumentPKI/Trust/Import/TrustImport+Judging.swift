package import CardCrypto
package import FoundationEssentials

extension TrustImport {
    /// What would become of files where these certificates are trusted. Nothing is written.
    package static func judge(
        _ files: [File], options: Options, anchors: [Certificate], at now: Date
    ) throws -> TrustImportReport {
        try TrustDatabase().write { rows in
            try TrustImporter.run(recognise(files), into: rows, options: options, loose: anchors, at: now)
        }
    }

    /// A file with what it is and what it offers.
    typealias Recognised = (file: File, kind: TrustSource.Kind?, offers: [TrustOffer])

    static func recognise(_ files: [File]) -> [Recognised] {
        files.map { file in
            let (kind, offers) = TrustOffer.recognise(file.bytes)
            return (file: file, kind: kind, offers: offers)
        }
    }
}
