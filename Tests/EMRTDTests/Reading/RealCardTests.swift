import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// What real cards and readers were seen to do, one row each: the station reads all of them.
@Suite("Cards and readers of the field")
struct RealCardTests {
    struct Row: Sendable, CustomStringConvertible {
        let description: String
        var quirks: [CardQuirk] = []
        var extended: Int?
        /// EF.ATR/INFO's word, where it has one.
        var stated: Int?
        var hasPACE = true
        var reader = ReaderModel.Properties()
        var byBAC = false
    }

    static let rows: [Row] = [
        Row(description: "SELECT MF answers 6D00", quirks: [.masterFile(.instructionNotSupported)]),
        Row(description: "SELECT MF answers 6A87", quirks: [.masterFile(.wrongDataObjectLength)]),
        Row(description: "EF.CardAccess only after SELECT MF", quirks: [.hidesCardAccess, .masterFile(.success)]),
        Row(
            description: "PACE answers 6982, BAC works (Vietnam 2021)",
            quirks: [.refusesPACE(.securityStatusNotSatisfied)], byBAC: true),
        Row(description: "no PACE at all", hasPACE: false, byBAC: true),
        Row(
            description: "PACE only: BAC answers 6985, the application 6982 (Netherlands 2023)",
            quirks: [.refusesBAC(.conditionsNotSatisfied), .refusesPlainApplication(.securityStatusNotSatisfied)]),
        Row(description: "MSE:Set AT wants tag 84 (Ukraine, Germany, Poland)", quirks: [.wantsParameterReference]),
        Row(
            description: "no short file identifiers, 6A86", quirks: [.refusesShortIdentifiers(.incorrectParameters)]),
        Row(description: "no short file identifiers, 6A82", quirks: [.refusesShortIdentifiers(.fileNotFound)]),
        Row(
            description: "Le 256 answers 6B00 and the session is dead (Russia)",
            quirks: [.largestRead(192, .wrongOffset), .diesOnErrors]),
        Row(description: "at most 192 bytes, 6700 (Ukraine)", quirks: [.largestRead(192, .wrongLength)]),
        Row(
            description: "at most 128 bytes, errors in plain",
            quirks: [.largestRead(128, .wrongLength), .answersErrorsInPlain]),
        Row(description: "6CE7 for Le 256", quirks: [.correctsExpectedLength]),
        Row(description: "6282 with padding", quirks: [.padsShortReads]),
        Row(description: "extended length, stated and true", extended: 4096, stated: 4096),
        Row(
            description: "extended length stated, and 6700 above 256", quirks: [.largestRead(256, .wrongLength)],
            extended: 4096, stated: 4096),
        Row(
            description: "extended length stated, and 6F00 with a dead session",
            quirks: [.largestRead(1000, .noPreciseDiagnosis), .diesOnErrors], extended: 4096, stated: 4096),
        Row(
            description: "the field drops at long answers", quirks: [.losesPowerAbove(1000)], extended: 4096,
            stated: 4096),
        Row(description: "extended length without a word of it in EF.ATR/INFO", extended: 4096),
        Row(
            description: "a reader that cuts at 255 bytes (ACR122U)", extended: 4096, stated: 4096,
            reader: ReaderModel.Properties(cutsAnswersAt: 255)),
        Row(
            description: "a reader that fails on big APDUs (ACR1252)", extended: 4096, stated: 4096,
            reader: ReaderModel.Properties(failsAbove: 600)),
        Row(
            description: "a reader for short APDUs (ACR1281)", extended: 4096, stated: 4096,
            reader: ReaderModel.Properties(claimedLimits: .short)),
    ]

    static func image(_ row: Row) throws -> CardImage {
        var image = try TestCard.image()
        image.behaviour.quirks = row.quirks
        image.behaviour.longestResponse = row.extended
        if !row.hasPACE { image.files.removeAll { $0.file == .cardAccess } }
        if let stated = row.stated {
            let size = BERTLV(0x02, [UInt8(truncatingIfNeeded: stated >> 8), UInt8(truncatingIfNeeded: stated)])
            image.replace(.atrInfo, BERTLV(0x7F66, [size, size]).serialized())
        }
        return image
    }

    @Test("is read whole, and the chip proven", arguments: rows)
    func read(row: Row) async throws {
        let image = try Self.image(row)
        var properties = row.reader
        if row.extended == nil { properties.claimedLimits = .short }
        let reader = ReaderModel(VirtualCard(image), properties)
        let passwords = [try Password.can(image.can), try .mrz(information: image.mrzInformation)]
        let memory = LinkMemory()
        let link = DocumentReader.Link(reader: "model", answerToReset: [0x3B, 0x80, 0x80, 0x01, 0x01], memory: memory)
        let reading = try await DocumentReader(reader, passwords: passwords, link: link).read()
        for file in image.files where ![.dg3, .cardSecurity].contains(file.file) {
            if file.file == .atrInfo, properties.claimedLimits == .short { continue }
            #expect(reading.file(file.file) == file, "\(file.file)")
        }
        #expect(reading.chipAuthentication == .passed)
        #expect(reading.activeAuthentication == .passed)
        #expect((reading.bac == .passed) == row.byBAC)
        #expect(Set(reading.files.map(\.file)).count == reading.files.count)

        // What was learned spares the next card of the kind all the stumbling.
        let again = ReaderModel(VirtualCard(image), properties)
        let second = try await DocumentReader(again, passwords: passwords, link: link).read()
        let endsSessionAtLockedGroup = row.quirks.contains(.answersErrorsInPlain)
        let openings = second.measures.count { [.pace, .bac].contains($0.phase) }
        #expect(openings <= (endsSessionAtLockedGroup ? 2 : row.byBAC && row.hasPACE ? 3 : 1))
        #expect(exchanges(second) <= exchanges(reading))
    }

    private func exchanges(_ reading: DocumentReading) -> Int {
        reading.measures.map(\.count.exchanges).reduce(0, +)
    }

    @Test("an answer that the link loses costs one exchange or one session, wherever it is", arguments: 1...40)
    func lostAnswer(number: Int) async throws {
        let image = try TestCard.image()
        let properties = ReaderModel.Properties(claimedLimits: .short, losesAnswer: number)
        let reader = ReaderModel(VirtualCard(image), properties)
        let passwords = [try Password.can(image.can)]
        let reading = try await DocumentReader(reader, passwords: passwords).read()
        #expect(reading.file(.dg2) == image.file(.dg2))
        #expect(reading.chipAuthentication == .passed)
        if number > 27 {
            #expect(reading.measures.count { $0.phase == .pace } == 1, "a read needs no new session")
        }
    }

    @Test("a file beyond 32 KiB is read with the odd instruction", arguments: [nil, 4096])
    func longFile(extended: Int?) async throws {
        var image = try TestCard.image()
        let value = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        image.replace(.dg2, BERTLV(0x75, value).serialized())
        try image.sign()
        image.behaviour.longestResponse = extended
        if let extended {
            let size = BERTLV(0x02, [UInt8(extended >> 8), UInt8(extended & 0xFF)])
            image.replace(.atrInfo, BERTLV(0x7F66, [size, size]).serialized())
        }
        let reading = try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        #expect(reading.file(.dg2) == image.file(.dg2))
    }
}
