import EMRTD
import LDS
import SmartCard

extension VirtualCard {
    /// SELECT by application identifier or by file identifier (ISO/IEC 7816-4 §11.2.2).
    func select(_ command: CommandAPDU) -> ResponseAPDU {
        switch (command.p1, command.p2) {
        case (0x04, _):
            guard command.data == ApplicationDirectory.eMRTD else { return ResponseAPDU(status: .fileNotFound) }
            if session == nil,
                case let word? = image.behaviour.first({
                    if case .refusesPlainApplication(let word) = $0 { word } else { nil }
                })
            {
                return ResponseAPDU(status: word)
            }
            isApplicationSelected = true
            selectedFile = nil
            return ResponseAPDU(status: .success)
        case (0x02, 0x0C), (0x00, 0x0C):
            guard command.data.count == 2 else { return ResponseAPDU(status: .wrongLength) }
            if command.data == [0x3F, 0x00] { return selectMasterFile() }
            let identifier = UInt16(command.data[0]) << 8 | UInt16(command.data[1])
            let file = image.files.first {
                $0.file.identifier == identifier && isVisible($0.file)
            }
            guard let file else { return ResponseAPDU(status: .fileNotFound) }
            if let refusal = refusal(of: file) { return ResponseAPDU(status: refusal) }
            selectedFile = file
            return ResponseAPDU(status: .success)
        default:
            return ResponseAPDU(status: .instructionNotSupported)
        }
    }

    /// READ BINARY with an offset, or with a short file identifier (ISO/IEC 7816-4 §11.3.3).
    func readBinary(_ command: CommandAPDU, isProtected: Bool) -> ResponseAPDU {
        var offset = Int(command.p1 & 0x7F) << 8 | Int(command.p2)
        if command.p1 & 0x80 != 0 {
            if let refusal = selectFile(short: command.p1 & 0x1F) { return ResponseAPDU(status: refusal) }
            offset = Int(command.p2)
        }
        return read(offset: offset, expected: command.expectedLength, capacity: capacity(command, isProtected))
    }

    /// Makes the file with a short identifier the current one; nil where that worked.
    private func selectFile(short identifier: UInt8) -> StatusWord? {
        if case let word? = image.behaviour.first({
            if case .refusesShortIdentifiers(let word) = $0 { word } else { nil }
        }) {
            return word
        }
        let file = image.files.first { $0.file.shortIdentifier == identifier && isVisible($0.file) }
        guard let file else { return .fileNotFound }
        selectedFile = file
        return nil
    }

    /// READ BINARY with the offset in a data object 54 and the answer in a 53 (§11.3.3, odd instruction). P1-P2 are 0000
    /// for the current file, or name one by its short identifier.
    func readBinaryOdd(_ command: CommandAPDU, isProtected: Bool) throws -> ResponseAPDU {
        guard command.p2 & 0xE0 == 0, let expected = command.expectedLength else {
            return ResponseAPDU(status: .incorrectParameters)
        }
        if command.p2 != 0, let refusal = selectFile(short: command.p2) { return ResponseAPDU(status: refusal) }
        let object = try BERTLV(parsing: command.data)
        guard object.tag == 0x54, object.value.count <= 4 else { return ResponseAPDU(status: .incorrectData) }
        let offset = object.value.reduce(0) { $0 << 8 | Int($1) }
        let room = min(expected, capacity(command, isProtected))
        let overhead = room > 0x103 ? 4 : room > 0x81 ? 3 : 2
        let answer = read(offset: offset, expected: max(1, room - overhead), capacity: room)
        guard !answer.data.isEmpty else { return answer }
        return ResponseAPDU(data: BERTLV(0x53, answer.data).serialized(), status: answer.status)
    }

    private func read(offset: Int, expected: Int?, capacity: Int) -> ResponseAPDU {
        guard let file = selectedFile else { return ResponseAPDU(status: .commandNotAllowed) }
        if let refusal = refusal(of: file) { return ResponseAPDU(status: refusal) }
        guard let expected else { return ResponseAPDU(status: .wrongLength) }
        if case let (most, word)? = image.behaviour.first({ quirk -> (Int, StatusWord)? in
            if case .largestRead(let most, let word) = quirk { (most, word) } else { nil }
        }), expected > most {
            return ResponseAPDU(status: word)
        }
        let bytes = shown(file)
        guard offset < bytes.count else {
            guard has(.readsBehindTheEnd) else { return ResponseAPDU(status: .wrongOffset) }
            return ResponseAPDU(data: [UInt8](repeating: 0, count: min(expected, capacity)), status: .success)
        }
        let part = Array(bytes[offset...].prefix(min(expected, capacity)))
        if let readLimit, part.count > readLimit {
            return ResponseAPDU(data: Array(part.prefix(readLimit)), status: .success)
        }
        guard offset + part.count == bytes.count, part.count < expected else {
            return ResponseAPDU(data: part, status: .success)
        }
        if fillsReads {
            let padding = [UInt8](repeating: 0xFF, count: min(expected, capacity) - part.count)
            return ResponseAPDU(data: part + padding, status: .endOfFileBeforeExpectedLength)
        }
        return ResponseAPDU(data: part, status: expected < 256 ? .endOfFileBeforeExpectedLength : .success)
    }

    /// The most plain bytes that fit the answer to a command.
    private func capacity(_ command: CommandAPDU, _ isProtected: Bool) -> Int {
        let size = command.isExtended ? image.behaviour.responseLimit : 256
        guard isProtected, let session else { return size }
        return SecureMessagingSession.plainCapacity(of: size, with: session.cipher)
    }

    /// Whether a file can be named now: those under the master file before the application is selected.
    private func isVisible(_ file: ElementaryFile) -> Bool {
        guard file.isUnderMasterFile != isApplicationSelected else { return false }
        let isHidden = file == .cardAccess && image.behaviour.quirks.contains(.hidesCardAccess)
        return !isHidden || isMasterFileSelected
    }

    /// SELECT MF: Vietnamese cards do not know it.
    private func selectMasterFile() -> ResponseAPDU {
        let word = image.behaviour.first { if case .masterFile(let word) = $0 { word } else { nil } }
        guard word == .success else { return ResponseAPDU(status: word ?? .instructionNotSupported) }
        isApplicationSelected = false
        isMasterFileSelected = true
        selectedFile = nil
        return ResponseAPDU(status: .success)
    }

    /// The status word that keeps a file closed; nil where it may be read.
    private func refusal(of file: RawFile) -> StatusWord? {
        // Of the files under the master file EF.CardSecurity alone needs a session (Doc 9303-10 §3.11.4).
        if file.file.isUnderMasterFile, file.file != .cardSecurity { return nil }
        guard session != nil || has(.opensFilesWithoutAccess) else { return .securityStatusNotSatisfied }
        if let number = file.file.dataGroupNumber, image.behaviour.lockedDataGroups.contains(number),
            !terminalAccess.contains(number), !has(.opensLockedGroups)
        {
            return .securityStatusNotSatisfied
        }
        return nil
    }
}
