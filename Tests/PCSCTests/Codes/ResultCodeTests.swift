import PCSC
import SmartCard
import Testing

@Suite struct ResultCodeTests {
    @Test(
        arguments: [
            (0x8010_001D, .serviceDown, .station),
            (0x8010_001E, .serviceDown, .station),
            (0x8010_0013, .serviceDown, .station),
            (0x8010_002E, .noReader, .reader),
            (0x8010_0009, .noReader, .reader),
            (0x8010_0017, .noReader, .reader),
            (0x8010_000C, .noCard, .card),
            (0x8010_000A, .noCard, .card),
            (0x8010_0069, .cardRemoved, .card),
            (0x8010_0068, .cardReset, .station),
            (0x8010_000B, .readerBusy, .station),
            (0x8010_0066, .cardMute, .card),
            (0x8010_000F, .cardMute, .card),
            (0x8010_0016, .readerFailed, .reader),
            (0xDEAD_BEEF, .readerFailed, .reader),
        ] as [(UInt32, SmartCardError.Code, SmartCardError.Fault)])
    func meaning(_ value: UInt32, _ code: SmartCardError.Code, _ fault: SmartCardError.Fault) {
        let error = SmartCardError(ResultCode(rawValue: value), reader: "ACME 00 00")
        #expect(error.code == code && error.fault == fault)
        #expect(error.message.contains(ResultCode(rawValue: value).description))
    }

    @Test func aDownServiceAndAMissingReaderSayDifferentThings() {
        #expect(SmartCardError(.noService).message.contains("pcscd"))
        #expect(SmartCardError(.noReadersAvailable).message.contains("plug one in"))
    }

    @Test func theNumberIsWrittenInFull() {
        #expect(ResultCode(rawValue: 0x12).description == "0x00000012")
    }
}
