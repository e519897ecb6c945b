import Conformance
import EMRTD
import LDS
import SmartCard
import Synchronization
import Testing
import VirtualCard

/// Whatever one case does to a card, the run goes on.
@Suite("Running test cases", .serialized)
struct SuiteRunnerTests {
    /// A card in this process with something wrong about its link.
    private actor Link: ResettableChannel {
        enum Trouble: Sendable {
            case hangs, lags, falls, leaves
        }

        private let card: VirtualCard
        private let trouble: Trouble
        private let instruction: UInt8
        private var isGone = false
        private var remaining: Int
        /// Late answers that were given, and commands that came behind them within the same case.
        private(set) var late = 0
        private(set) var classes: [UInt8] = []

        /// - Parameter times: how often the trouble comes.
        init(_ image: CardImage, _ trouble: Trouble, at instruction: UInt8, times: Int = .max) {
            card = VirtualCard(image)
            self.trouble = trouble
            self.instruction = instruction
            remaining = times
        }

        nonisolated var limits: ChannelLimits { card.limits }

        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
            if isGone { throw SmartCardError(.cardRemoved, "the test lifted the card") }
            classes.append(command.instructionClass)
            guard command.instruction == instruction, remaining > 0 else { return try await card.transmit(command) }
            remaining -= 1
            switch trouble {
            case .lags:
                // A card that takes its time takes no notice of who waits.
                await Task.detached { try? await Task.sleep(for: .milliseconds(600)) }.value
                late += 1
                return try await card.transmit(command)
            case .hangs: try await Task.sleep(for: .seconds(3600))
            case .falls: throw SmartCardError(.cardMute, "the card says nothing")
            case .leaves:
                isGone = true
                throw SmartCardError(.cardRemoved, "the test lifted the card")
            }
            throw SmartCardError(.cardMute, "the card says nothing")
        }

        func reset(waiting patience: Duration) async throws {
            if isGone { throw SmartCardError(.cardRemoved, "the test lifted the card") }
            await card.reset()
        }
    }

    private static let aroundIt = ["CIS_PLAIN_1", "CIS_PLAIN_7", "CIS_PLAIN_3"]

    @Test("a command that is never answered fails its case, and the run goes on")
    func hangs() async throws {
        let image = try TestBench.image()
        var options = TestBench.options
        options.timeLimit = .milliseconds(300)
        let results = try await TestBench.run(
            Self.aroundIt, on: Link(image, .hangs, at: 0x0A), image: image, options: options)
        let failed = try #require(results.first { $0.id == "CIS_PLAIN_7" })
        #expect(failed.verdict.word == "failed" && failed.verdict.reason?.contains("no end within") == true)
        #expect(results.ids("passed") == ["CIS_PLAIN_1", "CIS_PLAIN_3"])
    }

    @Test("a case whose time is over says nothing more to the card, also where its answer comes at last")
    func late() async throws {
        let image = try TestBench.image()
        var options = TestBench.options
        options.timeLimit = .milliseconds(200)
        // The case sends SELECT with CLA 80, and then with CLA FF.
        let link = Link(image, .lags, at: 0xA4, times: 1)
        let bench = Bench(link, passwords: [])
        let results = await SuiteRunner(bench, options: options)
            .run(Catalogue.select(["CIS_PLAIN_8"]) ?? [], on: ChipProfile())
        #expect(results.ids("failed") == ["CIS_PLAIN_8"])
        while await link.late == 0 { try await Task.sleep(for: .milliseconds(20)) }
        try await Task.sleep(for: .milliseconds(300))
        #expect(await link.classes == [0x80])
    }

    @Test("a card that falls silent once is asked again; one that does each time has failed")
    func silent() async throws {
        let image = try TestBench.image()
        let once = try await TestBench.run(Self.aroundIt, on: Link(image, .falls, at: 0x0A, times: 1), image: image)
        #expect(once.ids("passed").count == 3, "\(once.complaints)")
        let always = try await TestBench.run(Self.aroundIt, on: Link(image, .falls, at: 0x0A), image: image)
        let failed = try #require(always.first { $0.id == "CIS_PLAIN_7" })
        #expect(failed.verdict.word == "failed" && failed.verdict.reason?.contains("twice at the same place") == true)
        #expect(always.ids("passed") == ["CIS_PLAIN_1", "CIS_PLAIN_3"])
    }

    @Test("a card that is taken away leaves inconclusive cases, not failed ones")
    func lifted() async throws {
        let image = try TestBench.image()
        let results = try await TestBench.run(Self.aroundIt, on: Link(image, .leaves, at: 0x0A), image: image)
        #expect(results.ids("failed").isEmpty)
        #expect(results.ids("inconclusive").count == 1)
        #expect(results.count == 3)
    }

    @Test("an end that is asked for comes after the running case, and what is done is not run again")
    func interruption() async throws {
        let image = try TestBench.image()
        let bench = Bench(VirtualCard(image), passwords: try TestBench.passwords(image))
        let ended = Mutex(0)
        let runner = SuiteRunner(bench, options: TestBench.options) { event in
            if case .ended = event { ended.withLock { $0 += 1 } }
        }
        let chip = await runner.learn()
        let cases = try #require(Catalogue.select(["plain"]))
        let first = await runner.run(cases, on: chip) { ended.withLock { $0 } == 5 }
        #expect(first.count == 5)
        let rest = await runner.run(cases, on: chip, after: first)
        #expect(rest.map(\.id) == cases.map(\.id))
        #expect(ended.withLock { $0 } == cases.count)
    }

    @Test("no wrong password is tried unless that is allowed")
    func wrongPasswords() async throws {
        var image = try TestBench.image()
        image.behaviour.passwordTries = 3
        var options = TestBench.options
        options.triesWrongPasswords = false
        let card = VirtualCard(image)
        let results = try await TestBench.run(["pace", "bac"], on: card, image: image, options: options)
        #expect(results.ids("skipped").contains("ISO7816_P_35"))
        #expect(results.ids("failed").isEmpty, "\(results.complaints)")
        let pace = try await TestBench.run(["ISO7816_P_2"], on: card, image: image)
        #expect(pace.ids("passed") == ["ISO7816_P_2"])
    }

    @Test("a card that counts wrong passwords is never blocked, and has its tries back in the end")
    func countedPasswords() async throws {
        let image = try TestBench.image("retry-counter")
        let card = VirtualCard(image)
        let results = try await TestBench.run(["pace"], on: card, image: image)
        #expect(results.ids("failed").isEmpty, "\(results.complaints)")
        #expect(results.ids("passed").contains("ISO7816_P_35"))
        await card.reset()
        let infos = try SecurityInfos(parsing: try #require(image.file(.cardAccess)).bytes)
        let offer = try #require(infos.pace.first).protocol.objectIdentifier
        let template = BERTLV(0x80, offer).serialized() + BERTLV(0x83, [0x02]).serialized()
        let answer = try await card.transmit(CommandAPDU(0x00, 0x22, 0xC1, 0xA4, data: template))
        #expect(answer.status == .success, "a warning would tell that tries are missing: \(answer.status)")
    }
}
