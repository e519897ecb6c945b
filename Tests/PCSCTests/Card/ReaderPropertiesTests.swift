import PCSC
import SmartCard
import Testing

@Suite struct ReaderPropertiesTests {
    /// As libccid answers for a reader of extended APDUs.
    private let properties: [UInt8] = [9, 1, 0, 10, 4, 0, 0, 1, 0, 11, 2, 0x2F, 0x07, 8, 3, 0x61, 0x62, 0x63]

    @Test func isRead() {
        let read = ReaderProperties(parsing: properties)
        #expect(read == ReaderProperties(maximumAPDUDataSize: 65_536, firmware: "abc"))
        #expect(read.limits == .extended)
    }

    @Test func theNumbersOnTheBus() {
        let numbers = properties + [12, 2, 0x00, 0x22]
        #expect(ReaderProperties(parsing: numbers).usb == USBNumbers(vendor: 0x072F, product: 0x2200))
        // One without the other is no number of a reader.
        #expect(ReaderProperties(parsing: properties).usb == nil)
        #expect(ReaderProperties(parsing: [11, 1, 0x2F, 12, 2, 0x00, 0x22]).usb == nil)
    }

    @Test func everyPrefixIsHarmless() {
        for length in properties.indices {
            let read = ReaderProperties(parsing: Array(properties.prefix(length)))
            #expect(read.maximumAPDUDataSize == (length >= 9 ? 65_536 : nil))
        }
    }

    @Test(
        arguments: [
            [10, 255, 0, 0], [10, 3, 0, 0, 1], [10, 5, 0, 0, 1, 0, 0], [10, 0], [0xFF, 0xFF],
        ] as [[UInt8]])
    func aWrongLengthTellsNothing(_ bytes: [UInt8]) {
        #expect(ReaderProperties(parsing: bytes).maximumAPDUDataSize == nil)
    }

    @Test(
        arguments: [
            (nil, ChannelLimits.short), (0, .short), (256, .short),
            (1024, ChannelLimits(maximumCommandData: 1024, maximumResponseData: 1024)),
            (65_536, .extended), (UInt32.max, .extended),
        ] as [(UInt32?, ChannelLimits)])
    func limits(_ told: UInt32?, _ expected: ChannelLimits) {
        #expect(ReaderProperties(maximumAPDUDataSize: told).limits == expected)
    }

    @Test func aFeatureIsFoundByItsNumber() {
        let features: [UInt8] = [0x06, 4, 0x42, 0x33, 0x00, 0x06, 0x12, 4, 0x42, 0x33, 0x00, 0x12]
        #expect(ReaderProperties.controlCode(of: 0x12, in: features) == 0x4233_0012)
        #expect(ReaderProperties.controlCode(of: 0x20, in: features) == nil)
        for length in features.indices {
            #expect(ReaderProperties.controlCode(of: 0x12, in: Array(features.prefix(length))) == nil)
        }
    }
}
