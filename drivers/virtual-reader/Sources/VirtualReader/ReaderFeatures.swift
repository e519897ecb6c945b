internal import CIFDHandler
internal import ReaderModels

/// What the reader can do beyond APDUs (PC/SC part 10, revision 2.02.08, §2.2 to §2.6).
enum ReaderFeatures {
    /// The driver's version, 0xMMmmbbbb.
    static let version: UInt32 = 0x0001_0001

    /// The answer to a control code; nil for one that we do not have.
    static func answer(to controlCode: DWORD, of model: ReaderModel) -> [UInt8]? {
        switch controlCode {
        case getFeatureRequest: featureList
        case getProperties: properties(model)
        default: nil
        }
    }

    /// CM_IOCTL_GET_FEATURE_REQUEST and our code for the properties: SCARD_CTL_CODE, a macro that Swift does not see.
    private static let getFeatureRequest: DWORD = 0x4200_0000 + 3400
    private static let getProperties: DWORD = 0x4200_0000 + 0x33_0000 + DWORD(FEATURE_GET_TLV_PROPERTIES)

    /// One feature: its number, a length of four, and the control code that reaches it, big-endian.
    private static var featureList: [UInt8] {
        [UInt8(FEATURE_GET_TLV_PROPERTIES), 4] + littleEndian(UInt32(getProperties)).reversed()
    }

    /// Properties: number, length, value, little-endian.
    private static func properties(_ model: ReaderModel) -> [UInt8] {
        let firmware = Array("virtual-reader \(version >> 24).\(version >> 16 & 0xFF).\(version & 0xFFFF)".utf8)
        let size = model.claimedDataSize.map {
            [UInt8(PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize), 4] + littleEndian($0)
        }
        return [UInt8(PCSCv2_PART10_PROPERTY_bPPDUSupport), 1, 0] + (size ?? [])
            + [UInt8(PCSCv2_PART10_PROPERTY_sFirmwareID), UInt8(clamping: firmware.count)] + firmware
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
