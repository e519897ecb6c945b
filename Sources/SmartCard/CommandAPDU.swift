/// A command to a card (ISO/IEC 7816-4 §5.1).
///
/// `expectedLength` is Nₑ, the most data bytes that the terminal wants back: nil for none, 256 for a short `00`,
/// 65,536 for an extended `0000`. Short or extended encoding follows from the lengths; `forcesExtendedLength`
/// asks for the extended one where both would do.
package struct CommandAPDU: Sendable, Hashable {
    package var instructionClass: UInt8
    package var instruction: UInt8
    package var p1: UInt8
    package var p2: UInt8
    package var data: [UInt8]
    package var expectedLength: Int?
    package var forcesExtendedLength: Bool

    package init(
        _ instructionClass: UInt8, _ instruction: UInt8, _ p1: UInt8, _ p2: UInt8,
        data: [UInt8] = [], expectedLength: Int? = nil, forcesExtendedLength: Bool = false
    ) {
        self.instructionClass = instructionClass
        self.instruction = instruction
        self.p1 = p1
        self.p2 = p2
        self.data = data
        self.expectedLength = expectedLength
        self.forcesExtendedLength = forcesExtendedLength
    }

    /// CLA INS P1 P2.
    package var header: [UInt8] { [instructionClass, instruction, p1, p2] }

    /// Whether the command needs, or asks for, the extended encoding of its lengths.
    package var isExtended: Bool {
        forcesExtendedLength || data.count > 255 || (expectedLength ?? 0) > 256
    }
}

extension CommandAPDU {
    /// The bytes on the wire: case 1 to 4, short or extended.
    ///
    /// Throws ``SmartCardError/Code/apduTooLong`` where a length does not fit even the extended encoding.
    package func serialized() throws(SmartCardError) -> [UInt8] {
        let expected = expectedLength ?? 0
        guard data.count <= 0xFFFF, expected >= 0, expected <= 0x1_0000 else {
            throw SmartCardError(.apduTooLong, "command with \(data.count) data bytes, \(expected) expected")
        }
        var bytes = header
        bytes.reserveCapacity(data.count + 9)
        let extended = isExtended
        if extended, !data.isEmpty || expectedLength != nil { bytes.append(0) }
        if !data.isEmpty {
            if extended { bytes.append(UInt8(truncatingIfNeeded: data.count >> 8)) }
            bytes.append(UInt8(truncatingIfNeeded: data.count))
            bytes += data
        }
        if expectedLength != nil {
            if extended { bytes.append(UInt8(truncatingIfNeeded: expected >> 8)) }
            bytes.append(UInt8(truncatingIfNeeded: expected))
        }
        return bytes
    }

    /// Reads a command as a card receives it. Every length must add up exactly.
    package init(parsing bytes: [UInt8]) throws(SmartCardError) {
        func malformed(_ what: String) -> SmartCardError { SmartCardError(.malformedAPDU, "command APDU: \(what)") }
        guard bytes.count >= 4 else { throw malformed("\(bytes.count) bytes, a header has 4") }
        self.init(bytes[0], bytes[1], bytes[2], bytes[3])
        let body = bytes[4...]
        guard let first = body.first else { return }
        if body.count == 1 {
            expectedLength = first == 0 ? 256 : Int(first)
        } else if first != 0 {
            let length = Int(first)
            switch body.count - 1 - length {
            case 0: break
            case 1: expectedLength = bytes[bytes.count - 1] == 0 ? 256 : Int(bytes[bytes.count - 1])
            default: throw malformed("Lc \(length) in a body of \(body.count) bytes")
            }
            data = Array(body.dropFirst().prefix(length))
        } else {
            guard body.count >= 3 else { throw malformed("extended length cut short") }
            forcesExtendedLength = true
            let length = Int(bytes[5]) << 8 | Int(bytes[6])
            if body.count == 3 {
                expectedLength = length == 0 ? 0x1_0000 : length
                return
            }
            switch body.count - 3 - length {
            case 0: break
            case 2:
                let expected = Int(bytes[bytes.count - 2]) << 8 | Int(bytes[bytes.count - 1])
                expectedLength = expected == 0 ? 0x1_0000 : expected
            default: throw malformed("extended Lc \(length) in a body of \(body.count) bytes")
            }
            guard length > 0 else { throw malformed("extended Lc of zero") }
            data = Array(body.dropFirst(3).prefix(length))
        }
    }
}
