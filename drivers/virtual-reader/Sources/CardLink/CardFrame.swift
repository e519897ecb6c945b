/// One message of the vpcd protocol: a length of two bytes, big-endian, and so many bytes.
///
/// A payload of one byte from the reader is a ``Control``; a longer one is a command APDU. The card answers
/// an APDU with its answer and ``Control/answerToReset`` with its ATR; the other three it does not answer.
package enum CardFrame {
    /// What the reader asks besides APDUs.
    package enum Control: UInt8, Sendable {
        case powerOff = 0
        case powerOn = 1
        case reset = 2
        case answerToReset = 4
    }

    /// The most bytes that a frame carries.
    package static let longestPayload = 0xFFFF

    /// The bytes on the wire.
    package static func serialized(_ payload: [UInt8]) throws(CardLinkError) -> [UInt8] {
        guard payload.count <= longestPayload else {
            throw .unfitCommand("\(payload.count) bytes; a frame carries \(longestPayload)")
        }
        return [UInt8(truncatingIfNeeded: payload.count >> 8), UInt8(truncatingIfNeeded: payload.count)] + payload
    }
}

/// Puts frames together from whatever pieces the socket yields. Pure: it is told bytes and says how many it wants.
package struct CardFrameParser: Sendable {
    private var bytes: [UInt8] = []

    package init() {}

    /// How many more bytes the frame needs; never more than one frame, so nothing of the next one is read.
    package var wanted: Int {
        guard let length else { return 2 - bytes.count }
        return length + 2 - bytes.count
    }

    /// The payload, once it is whole.
    package var payload: [UInt8]? {
        guard let length, bytes.count == length + 2 else { return nil }
        return Array(bytes.dropFirst(2))
    }

    /// Takes the next bytes of the frame. More than ``wanted`` is a fault of the caller and ignored.
    package mutating func append(_ piece: some Collection<UInt8>) {
        bytes += piece.prefix(wanted)
    }

    private var length: Int? {
        bytes.count < 2 ? nil : Int(bytes[0]) << 8 | Int(bytes[1])
    }
}
