import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import SmartCard
import VirtualCard

/// A full verified read over a modelled contactless link, against the link's own time for what the protocols require.
///
///     swift run -c release read-benchmark [RUNS]
@main
struct ReadBenchmark {
    /// 424 kbit/s, 10 ms an exchange.
    static let link = ReaderModel.Link(bitsPerSecond: 424_000, perExchange: .milliseconds(10))
    static let groups: Set<ElementaryFile> = [.dg1, .dg2, .dg13, .dg14, .dg15]
    static let time = Date(timeIntervalSince1970: 1_790_000_000)

    static func main() async throws {
        let runs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5
        let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let country = try DemoCountry.create(in: folder.path, at: time)
        let image = try card(country)
        print("PACE (GM, brainpoolP256r1, AES-128), SOD, COM, DG1, DG2 of \(image.file(.dg2)?.bytes.count ?? 0) bytes,")
        print("DG13, DG14, DG15, Chip Authentication, Active Authentication, passive authentication")
        print("link: 424 kbit/s, 10 ms an exchange; median of \(runs) reads; bytes both ways")
        print("card            floor ms   read ms   ratio   exchanges (floor)       bytes (floor)   slowest ratio")
        for (name, longest) in [("short APDUs", 256), ("extended, 1024", 1024), ("extended, 4096", 4096)] {
            try await measure(name, image, longest, trusting: country.csca, runs: runs)
        }
    }

    private static func measure(
        _ name: String, _ original: CardImage, _ longest: Int, trusting anchor: Certificate, runs: Int
    ) async throws {
        var image = original
        var cardInfo: Int?
        if longest > 256 {
            image.behaviour.longestResponse = longest
            let lengths = CardInfo.ExtendedLengths(command: longest + 9, response: longest + 2)
            let info = CardInfo(extendedLengths: lengths, capabilities: .travelDocument).serialized()
            image.files.append(RawFile(.atrInfo, info))
            cardInfo = info.count
        }
        let sizes = ([.sod] + groups).compactMap { image.file($0)?.bytes.count }
        let floor = Floor(
            longestResponse: longest, cardAccess: image.file(.cardAccess)?.bytes.count ?? 0, cardInfo: cardInfo,
            files: sizes)
        var durations: [Duration] = []
        var count = MeteredChannel.Count()
        for _ in 0..<runs {
            let (duration, reading) = try await read(image, extended: longest > 256, trusting: anchor)
            durations.append(duration)
            count = reading.total
        }
        durations.sort()
        let least = floor.duration(on: link).milliseconds
        let median = durations[durations.count / 2].milliseconds
        let slowest = (durations.last ?? .zero).milliseconds
        print(
            name.padding(toLength: 16, withPad: " ", startingAt: 0)
                + String(
                    format: "%8.1f  %8.1f   %.3f   %6d (%d)   %12d (%d)   %.3f", least, median, median / least,
                    count.exchanges, floor.exchanges, count.bytesSent + count.bytesReceived, floor.bytes,
                    slowest / least))
    }

    /// One read, from the first command to the verdict.
    private static func read(
        _ image: CardImage, extended: Bool, trusting anchor: Certificate
    ) async throws -> (Duration, DocumentReading) {
        let properties = ReaderModel.Properties(claimedLimits: .extended, link: link)
        let reader = ReaderModel(VirtualCard(image), properties)
        let keys = EphemeralKeys()
        try keys.prepare([.curve(.brainpoolP256r1)])
        let verification = OverlappedVerification(
            PassiveAuthentication(trustStore: TrustStore(anchors: [anchor])), at: time)
        // Historical bytes with card capabilities: extended length or not.
        let answerToReset: [UInt8] = [0x3B, 0x85, 0x80, 0x01, 0x80, 0x73, 0x84, 0x01, extended ? 0xC0 : 0x80, 0x00]
        let password = try Password.can(image.can)
        let start = ContinuousClock.now
        let reading = try await DocumentReader(
            reader, passwords: [password], selection: .only(groups),
            link: DocumentReader.Link(reader: "model", answerToReset: answerToReset), randomness: keys.randomness,
            receiver: { file in Task { await verification.receive(file) } }
        ).read()
        let report = await verification.report(on: reading.files)
        let duration = ContinuousClock.now - start
        precondition(report.verdict == .valid && reading.chipAuthentication == .passed, "the read is not what it says")
        precondition(reading.activeAuthentication == .passed, "Active Authentication: \(reading.activeAuthentication)")
        return (duration, reading)
    }

    /// A card of the kind that Viet Nam issues, with an EF.DG2 of 18,000 bytes.
    private static func card(_ country: DemoCountry) throws -> CardImage {
        var image = try CardImage.cccd2021(SyntheticCitizen(seed: 1), by: country, at: time)
        guard let index = image.files.firstIndex(where: { $0.file == .dg2 }) else { return image }
        let size = image.files[index].bytes.count
        let face = try FaceImage(parsingDataGroup2: image.files[index].bytes)
        // Bytes behind the end of a JPEG image change nothing in it.
        let longer = try FaceImage(face.bytes + [UInt8](repeating: 0, count: max(0, 18_000 - size)))
        image.files[index] = RawFile(.dg2, longer.dataGroup2())
        image.files.removeAll { $0.file == .sod }
        image.files.append(try country.securityObject(for: image.files, at: time))
        return image
    }
}

extension Duration {
    fileprivate var milliseconds: Double { Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15 }
}
