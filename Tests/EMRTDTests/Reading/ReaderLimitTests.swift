import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// A link that carries less than a short answer is asked for that much from the first exchange on, where it is known.
@Suite("Limits that are known beforehand")
struct ReaderLimitTests {
    private func read(
        _ reader: ReaderModel.Properties, known limits: ChannelLimits?, memory: LinkMemory = LinkMemory()
    ) async throws -> DocumentReading {
        let image = try RealCardTests.image(RealCardTests.Row(description: "", extended: 4096, stated: 4096))
        let model = ReaderModel(VirtualCard(image), reader)
        let channel: any ResettableChannel = limits.map { LimitedChannel(model, limits: $0) } ?? model
        let link = DocumentReader.Link(reader: "model", answerToReset: [0x3B, 0x80, 0x80, 0x01, 0x01], memory: memory)
        let reading = try await DocumentReader(
            channel, passwords: [.can(image.can), .mrz(information: image.mrzInformation)], link: link
        ).read()
        for file in [ElementaryFile.sod, .dg1, .dg2, .dg14, .dg15] { #expect(reading.file(file) == image.file(file)) }
        #expect(reading.activeAuthentication == .passed)
        return reading
    }

    private func openings(_ reading: DocumentReading) -> Int { reading.measures.count { $0.phase == .pace } }

    static let rows: [(ReaderModel.Properties, Int)] = [
        (ReaderModel.Properties(claimedLimits: .short, cutsAnswersAt: 255), 253),
        (ReaderModel.Properties(claimedLimits: .short, failsAbove: 240), 234),
        (ReaderModel.Properties(claimedLimits: .short, failsAbove: 130), 124),
        (ReaderModel.Properties(failsAbove: 1_024), 1_015),
    ]

    @Test("without a word of them a session is lost, with it none", arguments: rows)
    func known(reader: ReaderModel.Properties, most: Int) async throws {
        let unknown = try await read(reader, known: nil)
        #expect(openings(unknown) > 1)
        let limits = ChannelLimits(maximumCommandData: most, maximumResponseData: most)
        let known = try await read(reader, known: limits)
        #expect(openings(known) == 1)
    }

    @Test("what was remembered does not go beyond what is known by now")
    func remembered() async throws {
        let memory = LinkMemory()
        _ = try await read(ReaderModel.Properties(), known: nil, memory: memory)
        #expect(await memory.entries.values.contains { $0.maximumResponse > 1_022 })
        let broken = ReaderModel.Properties(failsAbove: 1_024)
        let limits = ChannelLimits(maximumCommandData: 1_015, maximumResponseData: 1_022)
        #expect(openings(try await read(broken, known: limits, memory: memory)) == 1)
    }
}
