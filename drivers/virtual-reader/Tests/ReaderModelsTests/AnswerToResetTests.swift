import ReaderModels
import Testing

@Suite struct AnswerToResetTests {
    @Test(
        arguments: [
            // The ATR, its protocols, its historical bytes, and whether a contactless reader made it.
            ([0x3B, 0x00], [0], [], false),
            ([0x3B, 0x80, 0x80, 0x01, 0x01], [0, 1], [], true),
            ([0x3B, 0x83, 0x80, 0x01, 0xA1, 0xA2, 0xA3, 0x22], [0, 1], [0xA1, 0xA2, 0xA3], true),
            // Contactless, but with a byte too many.
            ([0x3B, 0x80, 0x80, 0x01, 0x01, 0x00], [0, 1], [], false),
            // Of vicc: T=1 only.
            (
                [0x3B, 0x95, 0x13, 0x81, 0x01, 0x80, 0x73, 0xFF, 0x01, 0x00, 0x0B], [1],
                [0x80, 0x73, 0xFF, 0x01, 0x00], false
            ),
            // TA2 fixes T=1 though T=0 is offered first.
            ([0x3B, 0x80, 0x90, 0x01, 0x01, 0x10], [1], [], false),
            // T=15 is no protocol: global interface bytes follow.
            ([0x3B, 0x80, 0x80, 0x1F, 0x03, 0x00], [0], [], false),
        ] as [([UInt8], [UInt8], [UInt8], Bool)])
    func isRead(_ bytes: [UInt8], _ protocols: [UInt8], _ historical: [UInt8], _ isContactless: Bool) throws {
        let card = try #require(AnswerToReset(parsing: bytes))
        #expect(card.protocols == protocols && card.historicalBytes == historical)
        #expect(card.isContactless == isContactless)
    }

    @Test func bytesThatAreNone() {
        for bytes: [UInt8] in [[], [0x3B], [0x3B, 0x85, 0x80], [0x3B, 0x0F, 1], [UInt8](repeating: 0xFF, count: 33)] {
            #expect(AnswerToReset(parsing: bytes) == nil, "\(bytes)")
        }
        #expect(AnswerToReset(parsing: [0x3B, 0x00] + [UInt8](repeating: 0, count: 32)) == nil)
    }

    @Test func anyBytesAreHarmless() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            guard let card = AnswerToReset(parsing: bytes) else { continue }
            #expect(!card.protocols.isEmpty && card.historicalBytes.count <= 15)
        }
    }
}
