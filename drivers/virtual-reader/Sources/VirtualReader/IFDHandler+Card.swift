public import CIFDHandler
internal import CardLink

// The functions that pcscd looks up by name (ifdhandler.h, version 3.0): power, protocol, APDUs, control codes.

/// Powers the card up or down, or resets it.
@c(IFDHPowerICC)
public func powerCard(_ lun: DWORD, _ action: DWORD, _ atr: PUCHAR?, _ atrLength: PDWORD?) -> RESPONSECODE {
    guard let slot = SlotTable.slot(lun) else { return RESPONSECODE(IFD_NO_SUCH_DEVICE) }
    do throws(CardLinkError) {
        switch Int32(truncatingIfNeeded: action) {
        case IFD_POWER_UP: return hand(try slot.power(.powerOn), to: atr, atrLength)
        case IFD_RESET: return hand(try slot.power(.reset), to: atr, atrLength)
        case IFD_POWER_DOWN:
            atrLength?.pointee = 0
            try slot.powerOff()
            return RESPONSECODE(IFD_SUCCESS)
        default: return RESPONSECODE(IFD_NOT_SUPPORTED)
        }
    } catch {
        atrLength?.pointee = 0
        DriverLog.error("the card gave no ATR: \(error)")
        return RESPONSECODE(IFD_ERROR_POWER_ACTION)
    }
}

/// Takes note of the protocol that pcscd chose.
@c(IFDHSetProtocolParameters)
public func setProtocolParameters(
    _ lun: DWORD, _ transportProtocol: DWORD, _ flags: UCHAR, _ pts1: UCHAR, _ pts2: UCHAR, _ pts3: UCHAR
) -> RESPONSECODE {
    // The line carries whole APDUs: T=0 and T=1 differ in nothing but the ATR, and the client keeps to T=0's rules.
    guard let slot = SlotTable.slot(lun) else { return RESPONSECODE(IFD_NO_SUCH_DEVICE) }
    let known = [DWORD(SCARD_PROTOCOL_T0): UInt8(0), DWORD(SCARD_PROTOCOL_T1): 1]
    guard let number = known[transportProtocol], slot.choose(number) else {
        return RESPONSECODE(IFD_PROTOCOL_NOT_SUPPORTED)
    }
    return RESPONSECODE(IFD_SUCCESS)
}

/// Sends an APDU to the card and hands back its answer.
@c(IFDHTransmitToICC)
public func transmitToCard(
    _ lun: DWORD, _ sendPCI: SCARD_IO_HEADER, _ command: PUCHAR?, _ commandLength: DWORD,
    _ answer: PUCHAR?, _ answerLength: PDWORD?, _ receivePCI: PSCARD_IO_HEADER?
) -> RESPONSECODE {
    guard let slot = SlotTable.slot(lun), let command, let answerLength else {
        return RESPONSECODE(IFD_NO_SUCH_DEVICE)
    }
    let room = answerLength.pointee
    answerLength.pointee = 0
    do throws(CardLinkError) {
        let bytes = try slot.exchange(Array(UnsafeBufferPointer(start: command, count: Int(clamping: commandLength))))
        answerLength.pointee = room
        receivePCI?.pointee.Protocol = sendPCI.Protocol
        return hand(bytes, to: answer, answerLength)
    } catch {
        DriverLog.error("no answer to an APDU: \(error)")
        switch error {
        case .hungUp, .protocolViolation: return RESPONSECODE(IFD_ICC_NOT_PRESENT)
        case .timedOut: return RESPONSECODE(IFD_RESPONSE_TIMEOUT)
        case .unfitCommand: return RESPONSECODE(IFD_NOT_SUPPORTED)
        case .readerFailed, .refusedAddress, .system: return RESPONSECODE(IFD_COMMUNICATION_ERROR)
        }
    }
}

/// Answers a control code of PC/SC part 10.
@c(IFDHControl)
public func control(
    _ lun: DWORD, _ controlCode: DWORD, _ input: PUCHAR?, _ inputLength: DWORD,
    _ output: PUCHAR?, _ outputLength: DWORD, _ returned: LPDWORD?
) -> RESPONSECODE {
    returned?.pointee = 0
    guard let slot = SlotTable.slot(lun) else { return RESPONSECODE(IFD_NO_SUCH_DEVICE) }
    guard let bytes = ReaderFeatures.answer(to: controlCode, of: slot.model) else {
        return RESPONSECODE(IFD_ERROR_NOT_SUPPORTED)
    }
    returned?.pointee = outputLength
    return hand(bytes, to: output, returned)
}
