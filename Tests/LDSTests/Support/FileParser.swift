import LDS
import Testing

/// Every parser of the module behind one face: a well-formed sample, and reading followed by writing.
enum FileParser: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case com, dataGroup1, dataGroup2, nationalData, cardAccess, dataGroup14, securityObject
    case passport, personalDetails, documentDetails, personsToNotify, portraits, signatures
    case cardInfo, applicationDirectory
    case faces, fingers, irises, faces39794, fingers39794, irises39794
    case documentSecurityObject, activeAuthenticationKey

    var testDescription: String { rawValue }

    /// Whether the file is one data object, so that every prefix of it is short. The others are runs of data objects.
    var isOneObject: Bool { ![.cardInfo, .applicationDirectory].contains(self) }

    static let oneObject = allCases.filter(\.isOneObject)

    func sample() throws -> [UInt8] {
        switch self {
        case .com: COM(dataGroups: [.dg1, .dg2, .dg13]).serialized()
        case .dataGroup1: try MRZ(parsing: Samples.zone).dataGroup1()
        case .dataGroup2: try FaceImage(Samples.jpeg).dataGroup2()
        case .nationalData: Samples.nationalData.serialized()
        case .cardAccess: try Samples.securityInfos.serialized()
        case .dataGroup14: try Samples.securityInfos.dataGroup14()
        case .securityObject: Samples.securityObject.serialized()
        case .passport: try MRZ(parsing: Samples.passportZone).dataGroup1()
        case .personalDetails: Samples.personalDetails.serialized()
        case .documentDetails: Samples.documentDetails.serialized()
        case .personsToNotify: Samples.personsToNotify.serialized()
        case .portraits: DisplayedImages(.portrait, [Samples.jpeg, Samples.jpeg]).serialized()
        case .signatures: DisplayedImages(.signature, [Samples.jpeg]).serialized()
        case .faces: Samples.faces.serialized()
        case .fingers: Samples.fingers.serialized()
        case .irises: Samples.irises.serialized()
        case .faces39794: Samples.standard39794(.face).serialized()
        case .fingers39794: Samples.standard39794(.finger).serialized()
        case .irises39794: Samples.standard39794(.iris).serialized()
        case .documentSecurityObject: Samples.documentSecurityObject.serialized()
        case .activeAuthenticationKey: try Samples.activeAuthenticationKey.serialized()
        case .cardInfo: Samples.cardInfo.serialized()
        case .applicationDirectory: Samples.applicationDirectory.serialized()
        }
    }

    /// `serialize(parse(x))`
    func rewritten(_ bytes: [UInt8]) throws(LDSError) -> [UInt8] {
        switch self {
        case .com: try COM(parsing: bytes).serialized()
        case .dataGroup1: try MRZ(parsingDataGroup1: bytes).dataGroup1()
        case .dataGroup2: try FaceImage(parsingDataGroup2: bytes).dataGroup2()
        case .nationalData: try NationalData(parsing: bytes).serialized()
        case .cardAccess: try SecurityInfos(parsing: bytes).serialized()
        case .dataGroup14: try SecurityInfos(parsingDataGroup14: bytes).dataGroup14()
        case .securityObject: try LDSSecurityObject(parsing: bytes).serialized()
        case .passport: try MRZ(parsingDataGroup1: bytes).dataGroup1()
        case .personalDetails: try PersonalDetails(parsing: bytes).serialized()
        case .documentDetails: try DocumentDetails(parsing: bytes).serialized()
        case .personsToNotify: try PersonsToNotify(parsing: bytes).serialized()
        case .portraits: try DisplayedImages(.portrait, parsing: bytes).serialized()
        case .signatures: try DisplayedImages(.signature, parsing: bytes).serialized()
        case .faces, .faces39794: try BiometricGroup(.face, parsing: bytes).serialized()
        case .fingers, .fingers39794: try BiometricGroup(.finger, parsing: bytes).serialized()
        case .irises, .irises39794: try BiometricGroup(.iris, parsing: bytes).serialized()
        case .documentSecurityObject: try DocumentSecurityObject(parsing: bytes).serialized()
        case .activeAuthenticationKey: try ActiveAuthenticationKey(parsing: bytes).serialized()
        case .cardInfo: try CardInfo(parsing: bytes).serialized()
        case .applicationDirectory: try ApplicationDirectory(parsing: bytes).serialized()
        }
    }
}
