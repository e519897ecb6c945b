package import SmartCard

/// An elementary file of an eMRTD (Doc 9303-10 §3.6 and table 38).
///
/// The same file identifier can mean different files under the master file and in the eMRTD application
/// (011D is EF.CardSecurity there and EF.SOD here), so the name is the identity.
package enum ElementaryFile: Sendable, Hashable {
    case atrInfo, dir, cardAccess, cardSecurity
    case com, sod
    /// EF.CVCA, in the eMRTD application: the root keys for Terminal Authentication.
    case cvca
    /// EF.DG1 to EF.DG16.
    case dataGroup(Int)

    package static let dg1 = dataGroup(1)
    package static let dg2 = dataGroup(2)
    package static let dg3 = dataGroup(3)
    package static let dg4 = dataGroup(4)
    package static let dg5 = dataGroup(5)
    package static let dg7 = dataGroup(7)
    package static let dg11 = dataGroup(11)
    package static let dg12 = dataGroup(12)
    package static let dg13 = dataGroup(13)
    package static let dg14 = dataGroup(14)
    package static let dg15 = dataGroup(15)
    package static let dg16 = dataGroup(16)

    /// The file identifier for SELECT.
    package var identifier: UInt16 {
        switch self {
        case .atrInfo: 0x2F01
        case .dir: 0x2F00
        case .cardAccess: 0x011C
        case .cardSecurity: 0x011D
        case .com: 0x011E
        case .cvca: 0x011C
        case .sod: 0x011D
        case .dataGroup(let number): 0x0100 | UInt16(truncatingIfNeeded: number)
        }
    }

    /// The short file identifier, 5 bits.
    package var shortIdentifier: UInt8 { UInt8(truncatingIfNeeded: identifier & 0x1F) }

    /// Whether the file lies under the master file and not in the eMRTD application.
    package var isUnderMasterFile: Bool {
        switch self {
        case .atrInfo, .dir, .cardAccess, .cardSecurity: true
        case .com, .sod, .cvca, .dataGroup: false
        }
    }

    /// The number of a data group, nil for the other files.
    package var dataGroupNumber: Int? { if case .dataGroup(let number) = self { number } else { nil } }

    /// The tag of the template that wraps the whole file; nil for files that have none of their own.
    package var tag: BERTag? {
        switch self {
        case .com: 0x60
        case .sod: 0x77
        case .dataGroup(let number): Self.dataGroupTags[number]
        case .atrInfo, .dir, .cardAccess, .cardSecurity, .cvca: nil
        }
    }

    /// The data group that an EF.COM tag list names by this tag.
    package init?(tag: BERTag) {
        guard let number = Self.dataGroupTags.first(where: { $0.value == tag })?.key else { return nil }
        self = .dataGroup(number)
    }

    private static let dataGroupTags: [Int: BERTag] = [
        1: 0x61, 2: 0x75, 3: 0x63, 4: 0x76, 5: 0x65, 6: 0x66, 7: 0x67, 8: 0x68,
        9: 0x69, 10: 0x6A, 11: 0x6B, 12: 0x6C, 13: 0x6D, 14: 0x6E, 15: 0x6F, 16: 0x70,
    ]
}

extension ElementaryFile: CustomStringConvertible {
    /// The standard's name, `EF.DG13`.
    package var description: String { "EF.\(shortName)" }

    /// The name without its prefix, `DG13`: good for file names.
    package var shortName: String {
        switch self {
        case .atrInfo: "ATR-INFO"
        case .dir: "DIR"
        case .cardAccess: "CardAccess"
        case .cardSecurity: "CardSecurity"
        case .com: "COM"
        case .cvca: "CVCA"
        case .sod: "SOD"
        case .dataGroup(let number): "DG\(number)"
        }
    }

    /// The file with that short name.
    package init?(shortName: String) {
        let others: [ElementaryFile] = [.atrInfo, .dir, .cardAccess, .cardSecurity, .com, .sod, .cvca]
        guard let file = (others + (1...16).map { .dataGroup($0) }).first(where: { $0.shortName == shortName }) else {
            return nil
        }
        self = file
    }
}
