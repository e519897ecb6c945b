public import CIFDHandler
internal import CardLink
internal import ReaderModels

// The functions that pcscd looks up by name (ifdhandler.h, version 3.0): opening, closing, capabilities, presence.

/// Opens a reader: listens where its DEVICENAME says.
@c(IFDHCreateChannelByName)
public func createChannelByName(_ lun: DWORD, _ deviceName: LPSTR?) -> RESPONSECODE {
    guard let deviceName else { return RESPONSECODE(IFD_COMMUNICATION_ERROR) }
    let name = String(cString: deviceName)
    do throws(CardLinkError) {
        SlotTable.add(try Slot(DeviceName(parsing: name)), as: lun)
        DriverLog.info("a card can connect to \(name)")
        return RESPONSECODE(IFD_SUCCESS)
    } catch {
        DriverLog.error("cannot listen on \(name): \(error)")
        return RESPONSECODE(IFD_COMMUNICATION_ERROR)
    }
}

/// Refuses a reader without DEVICENAME.
@c(IFDHCreateChannel)
public func createChannel(_ lun: DWORD, _ channel: DWORD) -> RESPONSECODE {
    DriverLog.error("reader.conf needs a DEVICENAME, unix:/path/to.sock or tcp:127.0.0.1:PORT")
    return RESPONSECODE(IFD_COMMUNICATION_ERROR)
}

/// Closes a reader, whatever its card is doing.
@c(IFDHCloseChannel)
public func closeChannel(_ lun: DWORD) -> RESPONSECODE {
    SlotTable.remove(lun)?.close()
    return RESPONSECODE(IFD_SUCCESS)
}

/// Tells an attribute of the reader, or of the driver.
@c(IFDHGetCapabilities)
public func getCapabilities(_ lun: DWORD, _ tag: DWORD, _ length: PDWORD?, _ value: PUCHAR?) -> RESPONSECODE {
    guard let slot = SlotTable.slot(lun) else { return RESPONSECODE(IFD_NO_SUCH_DEVICE) }
    guard let bytes = ReaderAttribute.value(tag, of: slot) else { return RESPONSECODE(IFD_ERROR_TAG) }
    return hand(bytes, to: value, length)
}

/// Refuses: nothing of this reader can be set.
@c(IFDHSetCapabilities)
public func setCapabilities(_ lun: DWORD, _ tag: DWORD, _ length: DWORD, _ value: PUCHAR?) -> RESPONSECODE {
    RESPONSECODE(IFD_ERROR_VALUE_READ_ONLY)
}

/// Tells whether a card is in the slot.
@c(IFDHICCPresence)
public func cardPresence(_ lun: DWORD) -> RESPONSECODE {
    guard let slot = SlotTable.slot(lun) else { return RESPONSECODE(IFD_NO_SUCH_DEVICE) }
    return RESPONSECODE(slot.isCardPresent ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT)
}

/// Copies bytes into pcscd's buffer, of which `length` tells the room and gets the use.
func hand(_ bytes: [UInt8], to buffer: PUCHAR?, _ length: PDWORD?) -> RESPONSECODE {
    guard let length else { return RESPONSECODE(IFD_COMMUNICATION_ERROR) }
    guard let buffer, DWORD(bytes.count) <= length.pointee else {
        length.pointee = 0
        return RESPONSECODE(IFD_ERROR_INSUFFICIENT_BUFFER)
    }
    buffer.update(from: bytes, count: bytes.count)
    length.pointee = DWORD(bytes.count)
    return RESPONSECODE(IFD_SUCCESS)
}
