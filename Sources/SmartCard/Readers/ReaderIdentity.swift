/// By what a reader is recognised.
package struct ReaderIdentity: Sendable, Hashable {
    /// As PC/SC has it, the numbers at the end included: `ACS ACR122U PICC Interface 00 00`.
    package let name: String
    /// Where the driver tells them (PC/SC part 10, wIdVendor and wIdProduct).
    package let usb: USBNumbers?

    package init(name: String, usb: USBNumbers? = nil) {
        self.name = name
        self.usb = usb
    }
}

/// Something that knows readers: whoever connects to one asks it.
package protocol ReaderQuirkSource: Sendable {
    /// What this reader does otherwise than it says; nothing where nothing is known.
    func quirks(of reader: ReaderIdentity) -> ReaderQuirks
}
