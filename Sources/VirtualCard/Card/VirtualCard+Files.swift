import EMRTD
import LDS
import SmartCard

extension VirtualCard {
    private static let application: [UInt8] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01]

    /// SELECT by application identifier or by file identifier (ISO/IEC 7816-4 §11.2.2).
    func select(_ command: CommandAPDU) -> ResponseAPDU {
        switch (command.p1, command.p2) {
        case (0x04, _):
            guard command.data == Self.application else { return ResponseAPDU(status: .fileNotFound) }
            isApplicationSelected = true
            selectedFile = nil
            return ResponseAPDU(status: .success)
        case (0x02, 0x0C), (0x00, 0x0C):
            guard command.data.count == 2 else { return ResponseAPDU(status: .wrongLength) }
            let identifier = UInt16(command.data[0]) << 8 | UInt16(command.data[1])
            let file = image.files.first {
                $0.file.identifier == identifier && $0.file.isUnderMasterFile != isApplicationSelected
            }
            guard let file else { return ResponseAPDU(status: .fileNotFound) }
            if let refusal = refusal(of: file) { return ResponseAPDU(status: refusal) }
            selectedFile = file
            return ResponseAPDU(status: .success)
        default:
            // SELECT MF among them: Vietnamese cards do not know it.
            return ResponseAPDU(status: .instructionNotSupported)
        }
    }

    /// READ BINARY with an offset, or with a short file identifier (ISO/IEC 7816-4 §11.3.3).
    func readBinary(_ command: CommandAPDU, isProtected: Bool) -> ResponseAPDU {
        var offset = Int(command.p1 & 0x7F) << 8 | Int(command.p2)
        if command.p1 & 0x80 != 0 {
            let file = image.files.first {
                $0.file.shortIdentifier == command.p1 & 0x1F && $0.file.isUnderMasterFile != isApplicationSelected
            }
            guard let file else { return ResponseAPDU(status: .fileNotFound) }
            selectedFile = file
            offset = Int(command.p2)
        }
        guard let file = selectedFile else { return ResponseAPDU(status: .commandNotAllowed) }
        if let refusal = refusal(of: file) { return ResponseAPDU(status: refusal) }
        guard let expected = command.expectedLength else { return ResponseAPDU(status: .wrongLength) }
        guard offset < file.bytes.count else { return ResponseAPDU(status: .wrongOffset) }
        let capacity = isProtected && !command.isExtended ? session?.plainCapacity(of: 256) ?? 0 : 0x1_0000
        let part = file.bytes[offset...].prefix(min(expected, capacity))
        let endsEarly = offset + part.count == file.bytes.count && part.count < expected && expected < 256
        return ResponseAPDU(data: Array(part), status: endsEarly ? .endOfFileBeforeExpectedLength : .success)
    }

    /// The status word that keeps a file closed; nil where it may be read.
    private func refusal(of file: RawFile) -> StatusWord? {
        if file.file.isUnderMasterFile { return nil }
        guard session != nil else { return .securityStatusNotSatisfied }
        if let number = file.file.dataGroupNumber, image.behaviour.lockedDataGroups.contains(number) {
            return .securityStatusNotSatisfied
        }
        return nil
    }
}
