import EMRTD
import LDS
import SmartCard

/// Which command does what.
extension VirtualCard {
    /// Does what a plain command says.
    func perform(_ command: CommandAPDU, isProtected: Bool) -> ResponseAPDU {
        if let imposedStatus { return ResponseAPDU(status: imposedStatus) }
        let isProtected = isProtected || has(.acceptsPlainProtocols)
        guard let command = wholeCommand(command) else { return ResponseAPDU(status: .success) }
        do {
            switch (command.instruction, command.p1, command.p2) {
            case (0xA4, _, _): return select(command)
            case (0xB0, _, _): return readBinary(command, isProtected: isProtected)
            case (0xB1, 0x00, _): return try readBinaryOdd(command, isProtected: isProtected)
            case (0x84, 0x00, 0x00): return try challenge(command)
            case (0x88, 0x00, 0x00): return try internalAuthenticate(command, isProtected: isProtected)
            case (0x22, 0x81, 0xB6) where isProtected: return try setVerificationKey(command)
            case (0x2A, 0x00, 0xBE) where isProtected: return try verifyCertificate(command)
            case (0x22, 0x81, 0xA4) where isProtected: return try setTerminalKey(command)
            case (0x82, 0x00, 0x00) where isProtected && terminalTrust.terminal != nil:
                guard let terminal = terminalTrust.terminal else {
                    return ResponseAPDU(status: .conditionsNotSatisfied)
                }
                return try authenticateTerminal(command, terminal)
            case (0x82, 0x00, 0x00): return try externalAuthenticate(command)
            case (0x22, 0xC1, 0xA4): return try setPACE(command)
            case (0x22, 0x41, 0xA4) where isProtected: return setChipAuthentication(command)
            case (0x22, 0x41, 0xA6) where isProtected: return try agreeByKeyAgreementTemplate(command)
            case (0x86, 0x00, 0x00) where chosenChipKey != nil && isProtected:
                return try agreeByGeneralAuthenticate(command)
            case (0x86, 0x00, 0x00): return try generalAuthenticate(command)
            case (0x22, _, _), (0x86, _, _): return ResponseAPDU(status: .incorrectParameters)
            default: return ResponseAPDU(status: .instructionNotSupported)
            }
        } catch {
            return ResponseAPDU(status: .incorrectData)
        }
    }

    /// Whether more data can make a data object of these.
    private func isBeginning(_ data: [UInt8]) -> Bool {
        guard let header = try? BERHeader(parsing: data[...]) else { return false }
        return header.totalLength > data.count
    }

    /// Puts a chain of commands together; nil until its last one. In PACE every step but the last has the chaining
    /// bit and is whole all the same (Doc 9303-11 §4.4.4.2), so there the data object tells.
    private func wholeCommand(_ command: CommandAPDU) -> CommandAPDU? {
        var whole = command
        // Another command breaks a chain off.
        whole.data = (chainedInstruction == command.instruction ? chain : []) + command.data
        chainedInstruction = command.instruction
        whole.instructionClass &= ~0x10
        chain = []
        guard command.instructionClass & 0x10 != 0, whole.data.count < Self.longestChain else { return whole }
        if command.instruction == 0x86, !isBeginning(whole.data) { return whole }
        chain = whole.data
        return nil
    }
}
