/// What the reader and pcscd say of themselves and of the card, before anything is tried.
package struct ReaderFacts: Sendable, Hashable, Codable {
    package var name: String
    package var answerToReset: [UInt8]
    /// `T=0`, `T=1`; nil where there is no reader in between.
    package var transport: String?
    /// dwMaxAPDUDataSize of PC/SC part 10, where the reader tells it.
    package var maximumAPDUDataSize: Int?
    package var firmware: String?
    /// The version of its driver, and its numbers on the bus, `072f:2200`; each where it is told.
    package var driver: String?
    package var usb: String?

    package init(
        name: String, answerToReset: [UInt8] = [], transport: String? = nil, maximumAPDUDataSize: Int? = nil,
        firmware: String? = nil, driver: String? = nil, usb: String? = nil
    ) {
        self.name = name
        self.answerToReset = answerToReset
        self.transport = transport
        self.maximumAPDUDataSize = maximumAPDUDataSize
        self.firmware = firmware
        self.driver = driver
        self.usb = usb
    }
}
