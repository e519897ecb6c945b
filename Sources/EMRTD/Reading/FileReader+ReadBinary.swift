import LDS
import SmartCard

extension FileReader {
    /// READ BINARY at an offset of the selected file (ISO/IEC 7816-4 §11.3.3).
    ///
    /// Offsets that do not fit 15 bits need the odd instruction B1 with the offset in a data object 54; its answer is
    /// in a data object 53.
    func readBinary(offset: Int, count: Int) async throws -> ResponseAPDU {
        if offset <= 0x7FFF {
            return try await transmit(
                CommandAPDU(
                    0x00, 0xB0, UInt8(truncatingIfNeeded: offset >> 8), UInt8(truncatingIfNeeded: offset),
                    expectedLength: count))
        }
        var octets = [UInt8(truncatingIfNeeded: offset >> 8), UInt8(truncatingIfNeeded: offset)]
        if offset > 0xFFFF { octets.insert(UInt8(truncatingIfNeeded: offset >> 16), at: 0) }
        // The data object around the bytes has 2 to 4 octets of its own.
        let overhead = count > 0xFF ? 4 : count > 0x7F ? 3 : 2
        let fits = max(1, count - overhead)
        let answer = try await transmit(
            CommandAPDU(
                0x00, 0xB1, 0x00, 0x00, data: BERTLV(0x54, octets).serialized(), expectedLength: fits + overhead))
        guard !answer.data.isEmpty else { return answer }
        let object = try BERTLV(parsing: answer.data)
        guard object.tag == 0x53 else {
            throw EMRTDError(.fileUnreadable, "READ BINARY answered with data object \(object.tag), not 53")
        }
        return ResponseAPDU(data: object.value, status: answer.status)
    }

    /// Sends a command that does no harm twice; once more where the link loses its answer.
    func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        do {
            return try await channel.transmit(command)
        } catch let error as SmartCardError where error.code == .readerFailed {
            return try await channel.transmit(command)
        }
    }
}
