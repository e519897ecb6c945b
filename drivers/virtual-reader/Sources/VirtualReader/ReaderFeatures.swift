internal import CIFDHandler
internal import CardLink

/// What the reader can do beyond APDUs (PC/SC part 10, revision 2.02.08, §2.2 to §2.6).
enum ReaderFeatures {
    /// The most data bytes of an APDU: what a frame carries, less the longest header, Lc and Le.
    static let maximumDataSize = UInt32(CardFrame.longestPayload - 9)

    /// The answer to a control code; nil for one that we do not have.
    static func answer(to controlCode: DWORD) -> [UInt8]? {
        switch controlCode {
        case getFeatureRequest: featureList
        case getProperties: properties
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
    private static var properties: [UInt8] {
        [UInt8(PCSCv2_PART10_PROPERTY_bPPDUSupport), 1, 0]
            + [UInt8(PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize), 4] + littleEndian(maximumDataSize)
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
