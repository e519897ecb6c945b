internal import CPCSC

/// What an SCard function returned (pcsclite.h, SCARD_*). Open: drivers and later versions return others.
package struct ResultCode: RawRepresentable, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A LONG has 64 bits on Linux, the code its lower 32.
    init(_ result: LONG) { rawValue = UInt32(truncatingIfNeeded: result) }

    package static let success = ResultCode(rawValue: 0)
    package static let cancelled = ResultCode(rawValue: 0x8010_0002)
    package static let noMemory = ResultCode(rawValue: 0x8010_0006)
    package static let insufficientBuffer = ResultCode(rawValue: 0x8010_0008)
    package static let unknownReader = ResultCode(rawValue: 0x8010_0009)
    package static let timeout = ResultCode(rawValue: 0x8010_000A)
    package static let sharingViolation = ResultCode(rawValue: 0x8010_000B)
    package static let noSmartcard = ResultCode(rawValue: 0x8010_000C)
    package static let protocolMismatch = ResultCode(rawValue: 0x8010_000F)
    package static let invalidValue = ResultCode(rawValue: 0x8010_0011)
    package static let communicationError = ResultCode(rawValue: 0x8010_0013)
    package static let notTransacted = ResultCode(rawValue: 0x8010_0016)
    package static let readerUnavailable = ResultCode(rawValue: 0x8010_0017)
    package static let noService = ResultCode(rawValue: 0x8010_001D)
    package static let serviceStopped = ResultCode(rawValue: 0x8010_001E)
    package static let unsupportedFeature = ResultCode(rawValue: 0x8010_001F)
    package static let noReadersAvailable = ResultCode(rawValue: 0x8010_002E)
    package static let unsupportedCard = ResultCode(rawValue: 0x8010_0065)
    package static let unresponsiveCard = ResultCode(rawValue: 0x8010_0066)
    package static let unpoweredCard = ResultCode(rawValue: 0x8010_0067)
    package static let resetCard = ResultCode(rawValue: 0x8010_0068)
    package static let removedCard = ResultCode(rawValue: 0x8010_0069)
    package static let securityViolation = ResultCode(rawValue: 0x8010_006A)

    package static func ~= (pattern: ResultCode, value: ResultCode) -> Bool { pattern == value }
}

extension ResultCode: CustomStringConvertible {
    /// The code as the field writes it, for logs and reports.
    package var description: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
