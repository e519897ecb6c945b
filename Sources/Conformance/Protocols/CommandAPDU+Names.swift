import LDS
import SmartCard

/// The commands of an eMRTD by their names (Doc 9303-10 §3.6, Doc 9303-11).
extension CommandAPDU {
    /// SELECT of the eMRTD application.
    static let selectApplication = CommandAPDU(
        0x00, 0xA4, 0x04, 0x0C, data: ApplicationDirectory.eMRTD)

    static let getChallenge = CommandAPDU(0x00, 0x84, 0x00, 0x00, expectedLength: 8)

    /// SELECT of the master file.
    static func select(masterFile _: Void) -> CommandAPDU { CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: [0x3F, 0x00]) }

    /// SELECT of a file under the current one.
    static func select(_ file: ElementaryFile) -> CommandAPDU { select(identifier: file.identifier) }

    static func select(identifier: UInt16) -> CommandAPDU {
        CommandAPDU(
            0x00, 0xA4, 0x02, 0x0C,
            data: [UInt8(truncatingIfNeeded: identifier >> 8), UInt8(truncatingIfNeeded: identifier)])
    }

    /// READ BINARY of the selected file; offsets up to 7FFF.
    static func readBinary(_ offset: Int, count: Int) -> CommandAPDU {
        CommandAPDU(
            0x00, 0xB0, UInt8(truncatingIfNeeded: offset >> 8) & 0x7F, UInt8(truncatingIfNeeded: offset),
            expectedLength: count)
    }

    /// READ BINARY by short identifier.
    static func readBinary(_ file: ElementaryFile, offset: UInt8 = 0, count: Int = 1) -> CommandAPDU {
        CommandAPDU(0x00, 0xB0, 0x80 | file.shortIdentifier, offset, expectedLength: count)
    }

    /// READ BINARY with the odd instruction: the offset in a data object 54. P1-P2 name the file by short identifier, or
    /// are 0000 for the selected one (ISO/IEC 7816-4 §11.3.3).
    static func readBinaryOdd(_ file: ElementaryFile? = nil, offset: Int = 0, count: Int = 3) -> CommandAPDU {
        let octets = [UInt8(truncatingIfNeeded: offset >> 8), UInt8(truncatingIfNeeded: offset)]
        return CommandAPDU(
            0x00, 0xB1, 0x00, file?.shortIdentifier ?? 0x00, data: BERTLV(0x54, octets).serialized(),
            expectedLength: count)
    }

    static func internalAuthenticate(_ challenge: [UInt8]) -> CommandAPDU {
        CommandAPDU(0x00, 0x88, 0x00, 0x00, data: challenge, expectedLength: 256)
    }

    static func externalAuthenticate(_ data: [UInt8], expectedLength: Int? = nil) -> CommandAPDU {
        CommandAPDU(0x00, 0x82, 0x00, 0x00, data: data, expectedLength: expectedLength)
    }

    /// MSE:Set AT of PACE.
    static func setPACE(_ data: [UInt8]) -> CommandAPDU { CommandAPDU(0x00, 0x22, 0xC1, 0xA4, data: data) }

    /// MSE:Set AT of Chip Authentication.
    static func setChipAuthentication(_ data: [UInt8]) -> CommandAPDU {
        CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: data)
    }

    /// GENERAL AUTHENTICATE with its data as it is.
    static func generalAuthenticate(_ data: [UInt8], isLast: Bool = false) -> CommandAPDU {
        CommandAPDU(
            isLast ? 0x00 : 0x10, 0x86, 0x00, 0x00, data: data, expectedLength: data.count > 255 ? 0x1_0000 : 256)
    }
}
