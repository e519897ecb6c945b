/// What an inspection looks at; each has a row in the report. The names are stable.
///
/// Groups follow the order of BSI TR-03135-1 §4.6: access, passive authentication, the chip's proofs, and what stands in
/// two places.
package enum Check: String, Sendable, Hashable, CaseIterable, Codable, CodingKeyRepresentable {
    // passive authentication: EF.SOD and who signed it
    case securityObject = "sod"
    case signature = "sod-signature"
    case conformity = "sod-conformity"
    case algorithms = "sod-algorithms"
    case chain = "signer-chain"
    case validity = "signer-validity"
    case revocation = "signer-revocation"
    case country = "signer-country"

    // passive authentication: the other files
    /// A row for each data group that EF.SOD lists.
    case dataGroupHash = "data-group-hash"
    case unsignedDataGroup = "data-group-unsigned"
    case hiddenDataGroup = "data-group-hidden"
    case com = "com-against-sod"
    case cardSecurity = "card-security"
    case cardAccess = "card-access"
    /// EF.DG1 tells whose document it is.
    case holder = "dg1-content"
    /// A row for each other file that the station works with.
    case content = "content"

    // the chip's own proofs
    case access = "access-protocol"
    case chipAuthentication = "chip-authentication"
    case activeAuthentication = "active-authentication"
    /// Either of the two.
    case chip = "chip-original"

    // what stands in two places, and the document's time
    case nationalData = "dg13-against-dg1"
    case scannedZone = "mrz-scanned"
    case expiry = "document-expiry"

    /// Part of the report.
    package enum Group: String, Sendable, Hashable, CaseIterable, Codable {
        case access
        case passiveAuthentication = "passive-authentication"
        case chip
        case comparison
        case document
    }

    package var group: Group {
        switch self {
        case .access: .access
        case .chipAuthentication, .activeAuthentication, .chip: .chip
        case .nationalData, .scannedZone, .com, .cardAccess, .country: .comparison
        case .expiry: .document
        default: .passiveAuthentication
        }
    }

    /// Whether a failure says that the document or its chip is not what it claims to be. The others say that a policy does
    /// not accept it, genuine as it may be.
    var concernsAuthenticity: Bool {
        switch self {
        case .expiry, .access, .algorithms, .conformity: false
        default: true
        }
    }

    /// What no policy goes below: without these a document would be called verified that nobody vouched for.
    package var weakestRule: InspectionPolicy.Rule {
        switch self {
        case .securityObject, .signature, .chain, .validity, .unsignedDataGroup, .hiddenDataGroup, .holder: .required
        case .dataGroupHash, .revocation, .country, .cardSecurity, .cardAccess, .chipAuthentication,
            .activeAuthentication, .chip, .scannedZone:
            .mayBeMissing
        default: .advisory
        }
    }

    /// Place in the report.
    var position: Int { Self.inOrder.firstIndex(of: self) ?? 0 }
    private static let inOrder = allCases
}
