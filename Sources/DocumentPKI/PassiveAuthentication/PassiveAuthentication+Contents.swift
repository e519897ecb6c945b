import CardCrypto
import LDS

extension PassiveAuthentication {
    /// The values inside the files that later steps work with.
    struct Contents {
        let mrz: MRZ
        let nationalData: NationalData?
        let portrait: FaceImage?
    }

    /// Reads the files' values and compares them with each other; nil where EF.DG1 is not there or not readable.
    func readContents(
        _ files: [RawFile], signer: Certificate, anchor: Certificate?, into report: inout Report
    ) -> Contents? {
        func bytes(_ file: ElementaryFile) -> [UInt8]? { files.first { $0.file == file }?.bytes }
        let nationalData = read(.dg13, in: &report) { try bytes(.dg13).map { try NationalData(parsing: $0) } }
        let portrait = read(.dg2, in: &report) { try bytes(.dg2).map { try FaceImage(parsingDataGroup2: $0) } }
        guard let dataGroup1 = bytes(.dg1) else {
            report.add(.holder, "EF.DG1", .failed, .absent)
            return nil
        }
        do {
            let mrz = try MRZ(parsingDataGroup1: dataGroup1)
            report.add(.holder, "DG1", .passed, .readable)
            compareCountry(mrz, signer, anchor, into: &report)
            compareNationalData(nationalData, mrz, into: &report)
            return Contents(mrz: mrz, nationalData: nationalData, portrait: portrait)
        } catch {
            report.add(.holder, "DG1", .failed, .unreadable, [.detail: "\(error)"])
            return nil
        }
    }

    private func read<Value>(
        _ file: ElementaryFile, in report: inout Report, _ read: () throws -> Value?
    ) -> Value? {
        do {
            let value = try read()
            report.add(
                .content, file.shortName, value == nil ? .notDone : .passed, value == nil ? .notRead : .readable)
            return value
        } catch {
            report.add(.content, file.shortName, .failed, .unreadable, [.detail: "\(error)"])
            return nil
        }
    }

    /// The signer's country (two letters) against the issuing state in the MRZ (three letters) and against its own
    /// authority's: a signer of one state must not vouch for another's documents (Doc 9303-12 §7.1.1).
    private func compareCountry(
        _ mrz: MRZ, _ signer: Certificate, _ anchor: Certificate?, into report: inout Report
    ) {
        let allowed = IssuingState.certificateCountries(mrz.issuingState)
        // A signer that does not name its country is of its authority's.
        guard let country = signer.country ?? anchor?.country, let allowed else {
            report.add(.country, .notDone, .countryUnknown)
            return
        }
        let countries = [country, anchor?.country ?? country]
        if let stranger = countries.first(where: { !allowed.contains($0) }) {
            report.add(.country, .failed, .otherCountry, [.country: stranger, .state: mrz.issuingState])
        } else {
            report.add(.country, .passed, .sameCountry)
        }
    }

    /// EF.DG13 against EF.DG1. Both are signed, so a difference is the issuer's error or a mixed document.
    private func compareNationalData(_ national: NationalData?, _ mrz: MRZ, into report: inout Report) {
        let checks = national.map { CrossCheck.all($0, mrz) } ?? []
        let different = checks.filter { $0.agrees == false }
        if !checks.contains(where: { $0.agrees != nil }) {
            report.add(.nationalData, .notDone, .nothingToCompare)
        } else if different.isEmpty {
            report.add(.nationalData, .passed, .agrees)
        } else {
            report.add(.nationalData, .failed, .differs, [.fields: different.map(\.id).joined(separator: ", ")])
        }
    }
}
