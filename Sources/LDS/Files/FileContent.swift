/// The parsed value of any file of the chip, unverified.
package enum FileContent: Sendable, Hashable {
    case com(COM)
    case documentSecurityObject(DocumentSecurityObject)
    /// EF.CardAccess and EF.DG14.
    case securityInfos(SecurityInfos, in: ElementaryFile)
    case mrz(MRZ)
    /// EF.DG2, EF.DG3 and EF.DG4.
    case biometrics(BiometricGroup)
    /// EF.DG5 and EF.DG7.
    case displayedImages(DisplayedImages)
    case personalDetails(PersonalDetails)
    case documentDetails(DocumentDetails)
    case nationalData(NationalData)
    case activeAuthenticationKey(ActiveAuthenticationKey)
    case personsToNotify(PersonsToNotify)
    case cardInfo(CardInfo)
    case applicationDirectory(ApplicationDirectory)
    /// A file without a layout that this module knows: EF.DG6, DG8, DG9, DG10, another country's EF.DG13, and
    /// EF.CardSecurity, which is signed.
    case raw(RawFile)

    /// Reads a file as its identity says.
    package init(parsing file: RawFile) throws(LDSError) {
        let bytes = file.bytes
        switch file.file {
        case .com: self = .com(try COM(parsing: bytes))
        case .sod: self = .documentSecurityObject(try DocumentSecurityObject(parsing: bytes))
        case .cardAccess: self = .securityInfos(try SecurityInfos(parsing: bytes, in: "EF.CardAccess"), in: .cardAccess)
        case .cardSecurity, .cvca: self = .raw(file)
        case .atrInfo: self = .cardInfo(try CardInfo(parsing: bytes))
        case .dir: self = .applicationDirectory(try ApplicationDirectory(parsing: bytes))
        case .dg1: self = .mrz(try MRZ(parsingDataGroup1: bytes))
        case .dg2: self = .biometrics(try BiometricGroup(.face, parsing: bytes))
        case .dg3: self = .biometrics(try BiometricGroup(.finger, parsing: bytes))
        case .dg4: self = .biometrics(try BiometricGroup(.iris, parsing: bytes))
        case .dg5: self = .displayedImages(try DisplayedImages(.portrait, parsing: bytes))
        case .dg7: self = .displayedImages(try DisplayedImages(.signature, parsing: bytes))
        case .dg11: self = .personalDetails(try PersonalDetails(parsing: bytes))
        case .dg12: self = .documentDetails(try DocumentDetails(parsing: bytes))
        // What is not this layout is not wrong: the group is each issuer's own.
        case .dg13: self = (try? NationalData(parsing: bytes)).map { .nationalData($0) } ?? .raw(file)
        case .dg14: self = .securityInfos(try SecurityInfos(parsingDataGroup14: bytes), in: .dg14)
        case .dg15: self = .activeAuthenticationKey(try ActiveAuthenticationKey(parsing: bytes))
        case .dg16: self = .personsToNotify(try PersonsToNotify(parsing: bytes))
        case .dataGroup: self = .raw(file)
        }
    }

    /// The file that this is the content of.
    package var file: ElementaryFile {
        switch self {
        case .com: .com
        case .documentSecurityObject: .sod
        case .securityInfos(_, let file): file
        case .mrz: .dg1
        case .biometrics(let group): group.kind.file
        case .displayedImages(let images): images.kind.file
        case .personalDetails: .dg11
        case .documentDetails: .dg12
        case .nationalData: .dg13
        case .activeAuthenticationKey: .dg15
        case .personsToNotify: .dg16
        case .cardInfo: .atrInfo
        case .applicationDirectory: .dir
        case .raw(let file): file.file
        }
    }

    /// The file again, as each type writes it.
    package func serialized() throws(LDSError) -> [UInt8] {
        switch self {
        case .com(let value): value.serialized()
        case .documentSecurityObject(let value): value.serialized()
        case .securityInfos(let value, .dg14): try value.dataGroup14()
        case .securityInfos(let value, _): try value.serialized()
        case .mrz(let value): value.dataGroup1()
        case .biometrics(let value): value.serialized()
        case .displayedImages(let value): value.serialized()
        case .personalDetails(let value): value.serialized()
        case .documentDetails(let value): value.serialized()
        case .nationalData(let value): value.serialized()
        case .activeAuthenticationKey(let value): value.serialized()
        case .personsToNotify(let value): value.serialized()
        case .cardInfo(let value): value.serialized()
        case .applicationDirectory(let value): value.serialized()
        case .raw(let file): file.bytes
        }
    }
}

extension FileContent: Redacted {
    package var description: String { "content of \(file)" }
}
