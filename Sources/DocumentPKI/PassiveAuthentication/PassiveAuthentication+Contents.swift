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
    ///
    /// What the state signed and we cannot read is noted, not failed: the document is genuine all the same.
    func readContents(_ files: [RawFile], signer: Certificate, into report: inout Report) -> Contents? {
        func bytes(_ file: ElementaryFile) -> [UInt8]? { files.first { $0.file == file }?.bytes }
        let mrz: MRZ
        do {
            guard let dataGroup1 = bytes(.dg1) else {
                report.add("dg1", .failed, "EF.DG1 was not read, so it is not known whose document this is.")
                return nil
            }
            mrz = try MRZ(parsingDataGroup1: dataGroup1)
        } catch {
            report.add("dg1", .failed, "EF.DG1 cannot be read: \(error).")
            return nil
        }
        let nationalData = noting("dg13", in: &report) { try bytes(.dg13).map { try NationalData(parsing: $0) } }
        let portrait = noting("dg2", in: &report) { try bytes(.dg2).map { try FaceImage(parsingDataGroup2: $0) } }
        compareCountry(mrz, signer, into: &report)
        for check in nationalData.map({ CrossCheck.all($0, mrz) }) ?? [] {
            switch check.agrees {
            case true: report.add("cross-check-\(check.id)", .passed, "They agree: \(check.detail).")
            case false: report.add("cross-check-\(check.id)", .noted, "They differ: \(check.detail).")
            case nil: continue
            }
        }
        return Contents(mrz: mrz, nationalData: nationalData, portrait: portrait)
    }

    private func noting<Value>(_ check: String, in report: inout Report, _ read: () throws -> Value?) -> Value? {
        do {
            return try read()
        } catch {
            report.add(check, .noted, "Signed, but not in a form that the station reads: \(error).")
            return nil
        }
    }

    /// The signer's country (two letters) against the issuing state in the MRZ (three letters): a signer of one state
    /// must not vouch for another's documents (Doc 9303-12 §7.1.1). Only states whose letters are known here are judged.
    private func compareCountry(_ mrz: MRZ, _ signer: Certificate, into report: inout Report) {
        guard let country = signer.country, let expected = Self.alpha2[mrz.issuingState] else {
            report.add("signer-country", .noted, "The signer's country was not compared with the issuing state.")
            return
        }
        let agrees = country == expected
        report.add(
            "signer-country", agrees ? .passed : .failed,
            agrees ? "The signer is of the issuing state." : "The signer is of \(country), not of the issuing state.")
    }

    /// Issuing states by the codes in the MRZ (Doc 9303-3 §5): the state that this station serves, and Germany's
    /// one-letter code, which ISO 3166 does not have.
    private static let alpha2 = ["VNM": "VN", "D": "DE"]
}
