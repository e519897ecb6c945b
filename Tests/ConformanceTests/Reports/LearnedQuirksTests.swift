import Conformance
import Foundation
import SmartCard
import Testing
import VirtualCard

/// What a station learns of a reader from a run.
@Suite("Quirks that a run learns", .serialized)
struct LearnedQuirksTests {
    private func report(_ results: [CaseResult]) throws -> RunReport {
        let header = RunState.Header(
            cases: "", caseCount: results.count, identity: try CardIdentity(ChipProfile(), answerToReset: [0x3B]),
            reader: ReaderFacts(name: "a reader"), options: [], program: "a test")
        return RunReport(RunState(header: header, results: results))
    }

    private func learned(
        _ properties: ReaderModel.Properties, _ profile: String = "passport-td3"
    ) async throws -> ReaderQuirks {
        let image = try TestBench.image(profile)
        let results = try await TestBench.run(["reader"], on: ReaderModel(VirtualCard(image), properties), image: image)
        return try report(results).readerQuirks
    }

    @Test("a reader that keeps its word has none, nor has one with a card that refuses long reads")
    func none() async throws {
        #expect(try await learned(ReaderModel.Properties()).isEmpty)
        #expect(try await learned(ReaderModel.Properties(), "careful-sizes").isEmpty)
    }

    @Test(
        "what breaks is learned, and what is learned gets through",
        arguments: [
            (ReaderModel.Properties(failsAbove: 261), "passport-td3"),
            (ReaderModel.Properties(failsAbove: 1_024), "passport-td3"),
            (ReaderModel.Properties(claimedLimits: .short, failsAbove: 240), "passport-td3"),
            (ReaderModel.Properties(claimedLimits: .short, cutsAnswersAt: 255), "cccd-2021"),
        ])
    func sizes(_ properties: ReaderModel.Properties, _ profile: String) async throws {
        let quirks = try await learned(properties, profile)
        #expect(!quirks.isEmpty)
        let limits = quirks.limits(correcting: properties.claimedLimits)
        let command = CommandAPDU(
            0, 0xD6, 0, 0, data: [UInt8](repeating: 0, count: limits.maximumCommandData), expectedLength: 1)
        let sent = try command.serialized().count
        if let most = properties.failsAbove {
            #expect(sent <= most && limits.maximumResponseData + 2 <= most, "\(quirks)")
            #expect(sent > most - 32 && limits.maximumResponseData + 2 > most - 32, "too careful: \(quirks)")
        }
        if let most = properties.cutsAnswersAt { #expect(limits.maximumResponseData + 2 == most, "\(quirks)") }
    }

    /// Loses the fifth command after a reset, so often.
    private actor ForgetfulReader: ResettableChannel {
        private let card: VirtualCard
        private var number = 0
        private var lossesLeft: Int

        init(_ card: VirtualCard, losses: Int) {
            self.card = card
            lossesLeft = losses
        }

        var limits: ChannelLimits { .short }

        func reset(waiting patience: Duration) async throws {
            number = 0
            await card.reset(waiting: patience)
        }

        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
            number += 1
            if number == 5, lossesLeft > 0 {
                lossesLeft -= 1
                throw SmartCardError(.readerFailed, "lost", fault: .reader)
            }
            return try await card.transmit(command)
        }
    }

    @Test(
        "pauses are tried until no command is lost; once is no fault of the reader",
        arguments: [(0, nil, "passed"), (1, nil, "passed"), (2, 10, "failed"), (4, 50, "failed"), (99, nil, "failed")]
            as [(Int, Int?, String)])
    func pauses(_ losses: Int, _ pause: Int?, _ verdict: String) async throws {
        let image = try TestBench.image()
        let bench = Bench(
            ForgetfulReader(VirtualCard(image), losses: losses), passwords: try TestBench.passwords(image))
        let results = await SuiteRunner(bench, options: TestBench.options)
            .run(Catalogue.select(["READER_11"]) ?? [], on: ChipProfile())
        #expect(results.map(\.verdict.word) == [verdict], "\(results.complaints)")
        #expect(try report(results).readerQuirks.pauseBetweenCommands == pause)
    }

    /// A card that somebody lifts: it is gone from one exchange on, until it is waited for.
    private actor LiftedCard: ResettableChannel {
        private let card: VirtualCard
        private var answersLeft = 3
        private var isGone = false
        private var lossesLeft: Int
        let gone: AsyncStream<Void>.Continuation

        init(_ card: VirtualCard, losses: Int, _ gone: AsyncStream<Void>.Continuation) {
            self.card = card
            lossesLeft = losses
            self.gone = gone
        }

        var limits: ChannelLimits { .short }

        func reset(waiting patience: Duration) async throws {
            if patience > .zero { isGone = false }
            await card.reset(waiting: patience)
        }

        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
            if answersLeft > 0 {
                answersLeft -= 1
                if answersLeft == 0 { isGone = true }
            } else if isGone {
                gone.yield()
                throw SmartCardError(.readerFailed, "no answer", fault: .reader)
            } else if lossesLeft > 0 {
                lossesLeft -= 1
                throw SmartCardError(.readerFailed, "lost", fault: .reader)
            }
            return try await card.transmit(command)
        }
    }

    @Test("a removal is timed from the last answer, and a card's return to its first", arguments: [0, 2])
    func lifting(losses: Int) async throws {
        let image = try TestBench.image()
        let (gone, continuation) = AsyncStream.makeStream(of: Void.self)
        let card = LiftedCard(VirtualCard(image), losses: losses, continuation)
        var options = TestBench.options
        options.isInteractive = true
        let bench = Bench(
            card, passwords: try TestBench.passwords(image),
            removal: { _ in
                // The reader says it three seconds after the card was gone, by the clock that the case looks at.
                let began = ContinuousClock.now
                for await _ in gone { break }
                return (ContinuousClock.now - began) + .seconds(3)
            })
        let results = await SuiteRunner(bench, options: options)
            .run(Catalogue.select(["READER_10"]) ?? [], on: ChipProfile())
        #expect(results.map(\.verdict.word) == ["passed"], "\(results.complaints)")
        let quirks = try report(results).readerQuirks
        #expect((3_000...10_000).contains(quirks.removalDelay ?? 0))
        #expect((quirks.delayAfterInsertion != nil) == (losses > 0))
    }

    @Test("a reset that keeps the session")
    func reset() throws {
        let result = CaseResult(
            id: "READER_5", suite: .reader, title: "", purpose: "", reference: "", verdict: .failed(""), steps: [],
            findings: [Finding(name: "reset", value: "keeps the session", isQuirk: true)], milliseconds: 0, trace: [])
        #expect(try report([result]).readerQuirks.reset == .power)
    }

    private func learned(_ findings: [(String, Int)]) throws -> ReaderQuirks {
        let result = CaseResult(
            id: "X", suite: .reader, title: "", purpose: "", reference: "", verdict: .passed, steps: [],
            findings: findings.map { Finding(name: $0.0, value: "", isQuirk: true, measure: $0.1) }, milliseconds: 0,
            trace: [])
        return try report([result]).readerQuirks
    }

    @Test("where only what has extended lengths is lost, that is what is learned")
    func extendedLength() throws {
        let absent = try learned([("longest-command", 255), ("longest-answer", 256)])
        #expect(absent.description == "extendedLength none")
        let shorter = try learned([("longest-command", 255), ("longest-answer", 200)])
        #expect(shorter.description == "extendedLength none, maximumAnswer 202 bytes")
        // Long answers come: a limit of commands, and none of lengths.
        let command = try learned([("longest-command", 255), ("longest-answer", 1_000)])
        #expect(command.description == "maximumCommand 260 bytes, maximumAnswer 1002 bytes")
        #expect(try learned([("longest-answer", 256)]).description == "maximumAnswer 258 bytes")
    }

    @Test("where commands need pauses, no size that was found without them is learned")
    func pausesAlone() throws {
        let quirks = try learned([("longest-command", 17), ("longest-answer", 40), ("pause-between-commands", 200)])
        #expect(quirks.description == "pauseBetweenCommands 200 ms")
    }

    @Test("a number that no file takes is brought to what one does")
    func bounds() throws {
        let quirks = try learned([("removal-delay", 29_000), ("ready-after", 9_000), ("longest-command", 20)])
        #expect(quirks.removalDelay == 10_000 && quirks.delayAfterInsertion == 5_000 && quirks.maximumCommand == 64)
    }
}
