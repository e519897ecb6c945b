import SmartCard
import Testing

@Suite("Traces")
struct TraceTests {
    /// One of each event.
    private static let events: [TraceEvent] = [
        .reader("chip-id virtual reader 00 00"),
        .limits(ChannelLimits(maximumCommandData: 255, maximumResponseData: 256)),
        .answerToReset([0x3B, 0x80, 0x80, 0x01, 0x01]),
        .step("EF.CardAccess"),
        .exchange(
            TracedExchange(
                TracedCommand(CommandAPDU(0x00, 0xA4, 0x02, 0x0C, data: [0x01, 0x1C])),
                .answer(.bytes([]), .success))),
        .exchange(
            TracedExchange(
                TracedCommand(CommandAPDU(0x00, 0xB0, 0x9C, 0x00, expectedLength: 0x1_0000)),
                .answer(.bytes([0x31, 0x00]), .endOfFileBeforeExpectedLength))),
        .times([3, 12]),
        .random([0x01, 0x02]), .key([0x03]),
        .exchange(
            TracedExchange(
                TracedCommand(
                    header: [0x0C, 0xB0, 0x81, 0x00], data: .redacted(count: 13), expectedLength: 256, isExtended: true),
                .answer(.redacted(count: 233), .success))),
        .protected(
            TracedExchange(
                TracedCommand(header: [0x00, 0xB0, 0x81, 0x00], data: .bytes([]), expectedLength: 223),
                .failure(.cardRemoved))),
        .reset,
    ]

    @Test("what was written is read again")
    func roundTrip() throws {
        for isFull in [true, false] {
            let trace = Trace(isFull: isFull, events: Self.events)
            #expect(try Trace(parsing: trace.text) == trace)
        }
    }

    @Test("the format is the documented one")
    func format() {
        let text = Trace(isFull: false, events: Self.events).text
        #expect(
            text == """
                chip-id-trace 1 redacted
                reader chip-id virtual reader 00 00
                limits 255 256
                atr 3B80800101
                step EF.CardAccess
                > 00A4020C 011C
                < 9000
                > 00B09C00 ne=65536 extended
                < 3100 6282
                ms 3 12
                random 0102
                key 03
                > 0CB08100 (13) ne=256 extended
                < (233) 9000
                  > 00B08100 ne=223
                  ! card-removed
                reset

                """)
    }

    @Test("a trace that was cut off anywhere is read up to there, or refused, and never more")
    func prefixes() throws {
        let whole = Trace(isFull: true, events: Self.events)
        for length in 0..<whole.text.utf8.count {
            let cut = String(decoding: whole.text.utf8.prefix(length), as: UTF8.self)
            guard let trace = try? Trace(parsing: cut) else { continue }
            #expect(whole.events.starts(with: trace.events))
        }
    }

    @Test(
        "lines that the format does not know are refused by their number",
        arguments: [
            "> 00A4", "> 00A4020C ne=0", "> 00A4020C ne=65537", "> 00A4020C (70000)", "> 00A4020C 0Z", "< 9000", "> 00",
            "> 00B00000\n> 00B00000", "> 00B00000\nstep", "> 00B00000\n< 90", "> 00B00000\n< 01 02 03 9000", "atr 3",
            "limits 1", "limits 0 0", "ms x", "hello",
        ])
    func malformed(line: String) throws {
        #expect {
            try Trace(parsing: "chip-id-trace 1 full\nreset\n\(line)\n")
        } throws: { error in
            guard let error = error as? SmartCardError else { return false }
            return error.code == .malformedTrace && error.message.contains("line ")
        }
    }

    @Test("a text that is no trace is told as that")
    func noTrace() {
        #expect(throws: SmartCardError.self) { try Trace(parsing: "") }
        #expect(throws: SmartCardError.self) { try Trace(parsing: "chip-id-trace 2 full\n") }
        #expect(throws: SmartCardError.self) { try Trace(parsing: String(repeating: "#", count: 1 << 24 + 1)) }
    }

    @Test("a name cannot forge a line")
    func forgery() throws {
        let trace = Trace(isFull: false, events: [.reader("a\nreset\u{0}"), .step("b\r\n> 00")])
        #expect(try Trace(parsing: trace.text).events == [.reader("a?reset?"), .step("b??> 00")])
    }
}
