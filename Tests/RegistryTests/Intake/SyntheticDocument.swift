import DocumentPKI
import FoundationEssentials
import LDS
import VirtualCard

@testable import Registry

/// The files of a made-up citizen's card, signed by a throwaway country.
struct SyntheticDocument {
    let country: DemoCountry
    let mrz: MRZ
    let nationalData: NationalData
    let files: [RawFile]

    /// The personal number of the published synthetic example of the card's MRZ.
    static let personalNumber = "034058000022"

    init(country: DemoCountry, personalNumber: String = personalNumber) throws {
        self.country = country
        mrz = try MRZ(
            td1: .init(
                documentCode: "ID", issuingState: "VNM", documentNumber: String(personalNumber.suffix(9)),
                optionalData: "\(personalNumber)<<4",
                dateOfBirth: "581026", sex: .male, dateOfExpiry: "991231", nationality: "VNM",
                primaryIdentifier: "NGUYEN",
                secondaryIdentifier: "VAN TY"))
        nationalData = NationalData(fields: [
            .printable(.personalNumber, personalNumber), .utf8(.fullName, "Nguyễn Văn Tý"),
        ])
        let groups = [RawFile(.dg1, mrz.dataGroup1()), RawFile(.dg13, nationalData.serialized())]
        files = groups + [try country.securityObject(for: groups, at: Date())]
    }

    var trustStore: TrustStore { TrustStore(anchors: [country.csca]) }

    var claims: HolderClaims { HolderClaims(mrz: mrz, nationalData: nationalData) }
}
