import LDS
import Testing

/// Every parser of the module behind one face: a well-formed sample, and reading followed by writing.
enum FileParser: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case com, dataGroup1, dataGroup2, nationalData, cardAccess, dataGroup14, securityObject

    var testDescription: String { rawValue }

    func sample() throws -> [UInt8] {
        switch self {
        case .com: COM(dataGroups: [.dg1, .dg2, .dg13]).serialized()
        case .dataGroup1: try MRZ(parsing: Samples.zone).dataGroup1()
        case .dataGroup2: try FaceImage(Samples.jpeg).dataGroup2()
        case .nationalData: Samples.nationalData.serialized()
        case .cardAccess: try Samples.securityInfos.serialized()
        case .dataGroup14: try Samples.securityInfos.dataGroup14()
        case .securityObject: Samples.securityObject.serialized()
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
        }
    }
}
