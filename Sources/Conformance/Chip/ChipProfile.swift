package import EMRTD
package import LDS
import SmartCard

/// What the chip says that it has: decides which test cases apply.
package struct ChipProfile: Sendable {
    /// EF.CardAccess; nil where the chip shows none.
    package internal(set) var cardAccess: SecurityInfos?
    package internal(set) var cardAccessBytes: [UInt8] = []
    /// What PACE the station can run with it, strongest first.
    package internal(set) var offers: [PACEOffer] = []
    /// BAC was accepted, or refused in a way that only a chip with BAC refuses.
    package internal(set) var hasBAC = false
    /// READ BINARY takes short identifiers, as far as EF.CardAccess shows.
    package internal(set) var knowsShortIdentifiers = true
    package internal(set) var cardInfo: CardInfo?
    package internal(set) var hasDirectory = false
    package internal(set) var hasCardSecurity = false
    /// The whole document; nil where it could not be read, for ``unreadable``.
    package internal(set) var document: DocumentReading?
    package internal(set) var unreadable: String?
    /// EF.DG14's infos.
    package internal(set) var securityInfos: SecurityInfos?

    /// A chip of which nothing is known.
    package init() {}

    /// By what the chip is opened where it does not matter: PACE, unless it has none or only BAC worked.
    var opensByBAC: Bool { offers.isEmpty || document?.bac == .passed }

    /// Groups that EF.COM or EF.SOD lists.
    package var listedGroups: [Int] {
        let common = file(.com).flatMap { try? COM(parsing: $0) }?.dataGroups.compactMap(\.dataGroupNumber) ?? []
        return Array(Set(common + signedGroups)).sorted()
    }

    /// Groups that EF.SOD has a hash of.
    package var signedGroups: [Int] {
        let object = file(.sod).flatMap { try? DocumentSecurityObject(parsing: $0) }
        return (object?.securityObject?.hashes.map(\.dataGroup) ?? []).filter { (1...16).contains($0) }
    }

    /// Groups that stayed closed.
    package var lockedGroups: [Int] {
        (document?.refused ?? [:]).filter { $0.value == .securityStatusNotSatisfied }
            .compactMap(\.key.dataGroupNumber).sorted()
    }

    package func file(_ file: ElementaryFile) -> [UInt8]? { document?.file(file)?.bytes }

    /// The keys that the chip offers for Chip Authentication and that the station can use.
    package var chipAuthenticationOffers: [SecurityInfos.ChipAuthenticationOffer] {
        (securityInfos?.chipAuthenticationOffers ?? []).filter { (try? ChipAuthentication($0)) != nil }
    }
}
