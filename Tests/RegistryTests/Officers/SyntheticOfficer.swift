import CardCrypto
import FoundationEssentials

@testable import Registry

/// Officers who do not exist, with keys that are cheap to open.
enum SyntheticOfficer {
    static let password = SecretBytes(Array("correct horse battery".utf8))

    static func application(
        _ id: String = "o-17", password: SecretBytes = password, cardKey: ContentDigest? = nil
    ) throws -> OfficerApplication {
        try OfficerApplication.make(
            id: id, name: "Officer \(id)", password: password, cardKey: cardKey, costExponent: 14)
    }

    static func officer(
        _ id: String = "o-17", as role: OfficerRole = .officer, at stations: [StationID] = [],
        cardKey: ContentDigest? = nil
    ) throws -> Officer {
        try application(id, cardKey: cardKey).officer(as: role, at: stations)
    }
}
