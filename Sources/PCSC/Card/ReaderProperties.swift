package import SmartCard

/// What a reader tells of itself through its control codes (PC/SC part 10). Drivers are foreign code: lengths are checked.
package struct ReaderProperties: Sendable, Hashable {
    /// The most data bytes of an APDU, if the reader tells: 0 for short APDUs only, up to 65,536.
    package var maximumAPDUDataSize: UInt32?
    /// The firmware's name, if the reader tells.
    package var firmware: String?
    /// Its numbers on the bus, if the driver tells.
    package var usb: USBNumbers?

    /// CM_IOCTL_GET_FEATURE_REQUEST.
    static let getFeatureRequest: UInt32 = 0x4200_0000 + 3400
    /// FEATURE_GET_TLV_PROPERTIES.
    static let getTLVProperties: UInt8 = 0x12

    package init(maximumAPDUDataSize: UInt32? = nil, firmware: String? = nil, usb: USBNumbers? = nil) {
        self.maximumAPDUDataSize = maximumAPDUDataSize
        self.firmware = firmware
        self.usb = usb
    }

    /// Reads the answer to FEATURE_GET_TLV_PROPERTIES: tag, length, value in little-endian. Bytes after a length that
    /// does not fit are ignored, unknown tags passed over.
    package init(parsing bytes: [UInt8]) {
        self.init()
        var (vendor, product): (UInt16?, UInt16?)
        for (tag, value) in Self.entries(bytes) {
            switch tag {
            case 8: firmware = String(decoding: value, as: UTF8.self)
            case 10 where value.count == 4:
                maximumAPDUDataSize = value.reversed().reduce(0) { $0 << 8 | UInt32($1) }
            case 11 where value.count == 2: vendor = value.reversed().reduce(0) { $0 << 8 | UInt16($1) }
            case 12 where value.count == 2: product = value.reversed().reduce(0) { $0 << 8 | UInt16($1) }
            default: break
            }
        }
        if let vendor, let product { usb = USBNumbers(vendor: vendor, product: product) }
    }

    /// Finds a feature's control code in the answer to CM_IOCTL_GET_FEATURE_REQUEST: tag, length 4, big-endian code.
    package static func controlCode(of feature: UInt8, in bytes: [UInt8]) -> UInt32? {
        for (tag, value) in entries(bytes) where tag == feature && value.count == 4 {
            return value.reduce(0) { $0 << 8 | UInt32($1) }
        }
        return nil
    }

    private static func entries(_ bytes: [UInt8]) -> [(UInt8, ArraySlice<UInt8>)] {
        var entries: [(UInt8, ArraySlice<UInt8>)] = []
        var rest = bytes[...]
        while let tag = rest.first, let length = rest.dropFirst().first {
            let value = rest.dropFirst(2).prefix(Int(length))
            guard value.count == Int(length) else { break }
            entries.append((tag, value))
            rest = rest.dropFirst(2 + Int(length))
        }
        return entries
    }
}
