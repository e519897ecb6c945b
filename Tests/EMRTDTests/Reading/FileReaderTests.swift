import EMRTD
import LDS
import SmartCard
import Testing

/// Files of a card that lies about them.
@Suite("Reading files from a hostile card")
struct FileReaderTests {
    /// A card that answers every READ BINARY of EF.COM from a list, in order.
    private func read(_ answers: [String]) async throws -> FileReader.Outcome {
        let exchanges = answers.map { Hex.bytes($0) ?? [] }
        let careful = ReadStrategy(maximumResponse: 256, usesShortIdentifiers: false)
        return try await FileReader(Scripted(answers: exchanges), strategy: careful).read(.com)
    }

    private actor Scripted: CardChannel {
        let limits = ChannelLimits.short
        private var answers: ArraySlice<[UInt8]>

        init(answers: [[UInt8]]) { self.answers = answers[...] }

        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
            try ResponseAPDU(parsing: answers.popFirst() ?? [])
        }
    }

    @Test("a file that comes in pieces is put together")
    func pieces() async throws {
        let outcome = try await read(["9000", "600A0102030405069000", "07089000", "090A9000"])
        #expect(outcome == .read(RawFile(.com, [0x60, 0x0A, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])))
    }

    @Test("a short file with padding behind it ends where its header says")
    func padding() async throws {
        #expect(try await read(["9000", "60020102FFFFFFFF6282"]) == .read(RawFile(.com, [0x60, 2, 1, 2])))
    }

    @Test("a file that is not there, or not shown, is told with its status", arguments: ["6A82", "6982", "6D00"])
    func refused(status: String) async throws {
        let word = StatusWord(rawValue: UInt16(status, radix: 16) ?? 0)
        #expect(try await read([status]) == .refused(word))
        #expect(try await read(["9000", status]) == .refused(word))
    }

    @Test(
        "lies end in an error, soon",
        arguments: [
            (["9000", "6084FFFFFFFF00009000"], EMRTDError.Code.fileTooLarge),
            (["9000", "60831000000000009000"], .fileTooLarge),
            (["9000", "6100000000000000009000"], .fileUnreadable),
            (["9000", "60800000000000009000"], .fileUnreadable),
            (["9000", "7FFFFFFFFFFFFFFF9000"], .fileUnreadable),
            (["9000", "60109000", "9000"], .fileUnreadable),
            (["9000", "601001020304050690 00", "6B00"], .fileUnreadable),
            (["9000", "60100102030405069000", "0708090A0B0C0D0E0F101112131415169000"], .fileUnreadable),
        ])
    func lies(answers: [String], code: EMRTDError.Code) async {
        let error = await #expect(throws: EMRTDError.self) { try await read(answers) }
        #expect(error?.code == code, "\(String(describing: error))")
    }

    @Test("a card that stops answering is an error of the card", arguments: 0..<3)
    func silence(after count: Int) async {
        let answers = ["9000", "60100102030405069000", "0708090A9000"].prefix(count)
        await #expect(throws: SmartCardError.self) { try await read(Array(answers)) }
    }
}
