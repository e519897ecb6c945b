import SmartCard
import Testing

@Suite("Response APDUs and status words")
struct ResponseAPDUTests {
    @Test("data and status come apart and together again")
    func roundTrip() throws {
        let response = try ResponseAPDU(parsing: [1, 2, 0x90, 0x00])
        #expect(response.data == [1, 2])
        #expect(response.status == .success)
        #expect(response.serialized() == [1, 2, 0x90, 0x00])
    }

    @Test("an answer without a status word is the card's fault", arguments: [[UInt8](), [0x90]])
    func short(bytes: [UInt8]) {
        #expect(throws: SmartCardError(.malformedAPDU, "answer of \(bytes.count) bytes; a status word alone has 2")) {
            try ResponseAPDU(parsing: bytes)
        }
    }

    @Test("status words tell what they carry")
    func statusWords() {
        #expect(StatusWord(rawValue: 0x63C2).triesLeft == 2)
        #expect(StatusWord(rawValue: 0x6300).triesLeft == nil)
        #expect(StatusWord(rawValue: 0x6100).bytesAvailable == 256)
        #expect(StatusWord(rawValue: 0x6C10).correctExpectedLength == 16)
        #expect(StatusWord(rawValue: 0x6A82).description == "6A82")
    }
}
