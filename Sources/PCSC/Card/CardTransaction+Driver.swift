internal import CPCSC

extension CardTransaction {
    /// SCARD_ATTR_VENDOR_IFD_VERSION, a macro that Swift does not see.
    private static let versionAttribute: DWORD = 0x0001_0102

    /// The version of the reader's driver (0xMMmmbbbb), `1.5.2`, where it tells one.
    package func driverVersion() -> String? {
        guard let bytes = attribute(Self.versionAttribute, longest: 8), bytes.count >= 4 else { return nil }
        return "\(bytes[3]).\(bytes[2]).\(Int(bytes[1]) << 8 | Int(bytes[0]))"
    }
}
