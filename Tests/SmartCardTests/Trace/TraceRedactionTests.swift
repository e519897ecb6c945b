import SmartCard
import Testing

@Suite("What a redacted trace keeps")
struct TraceRedactionTests {
    private func redact(_ exchanges: [(String, String)]) throws -> [TracedExchange] {
        var redaction = TraceRedaction()
        return try exchanges.map { command, answer in
            let command = try CommandAPDU(parsing: #require(Hex.bytes(command)))
            let answer = try ResponseAPDU(parsing: #require(Hex.bytes(answer)))
            return redaction.redact(TracedExchange(TracedCommand(command), TracedAnswer(answer)))
        }
    }

    @Test("which file was selected, and EF.CardAccess, stay")
    func cardAccess() throws {
        let kept = try redact([
            ("00A4020C02011C", "9000"), ("00B0000004", "310200019000"), ("00B09C0004", "310200019000"),
        ])
        #expect(kept[0].command.data == .bytes([0x01, 0x1C]))
        #expect(kept[1].answer == .answer(.bytes([0x31, 0x02, 0x00, 0x01]), .success))
        #expect(kept[2].answer == .answer(.bytes([0x31, 0x02, 0x00, 0x01]), .success))
    }

    @Test("a data group in plain goes, also after EF.CardAccess")
    func plainFile() throws {
        let read = ("00B0000004", "610200019000")
        for before in ["00A4020C020101", "00A4040C07A0000002471001", "0CA4020C02011C"] {
            let kept = try redact([("00B09C0004", "310200019000"), (before, "9000"), read])
            #expect(kept[2].answer == .answer(.redacted(count: 4), .success), "\(before)")
        }
        #expect(
            try redact([("00B09C0004", "310200019000"), ("00B0810004", "610200019000")])[1].answer
                == .answer(.redacted(count: 4), .success))
    }

    @Test(
        "authentication, challenges, keys and everything protected go",
        arguments: [
            "0084000008", "0082000002AABB", "10860000047C028000", "002241A6029100", "0CB08100020102",
            "0088000002AABB00",
            "002281B6028300", "0CA4020C02011C",
        ])
    func secrets(command: String) throws {
        let kept = try #require(try redact([(command, "01029000")]).first)
        #expect(kept.command.data.bytes ?? [] == [])
        #expect(kept.answer == .answer(.redacted(count: 2), .success))
        #expect(kept.command.header == Array(try #require(Hex.bytes(command)).prefix(4)))
    }
}
