import Conformance
import EMRTD
import SmartCard
import Testing
import VirtualCard

/// What readers of the field do is found, and told from what the card does.
@Suite("The suite on readers", .serialized)
struct ReaderTests {
    private func run(
        _ properties: ReaderModel.Properties, _ profile: String = "passport-td3", names: [String] = ["reader"]
    ) async throws -> [CaseResult] {
        let image = try TestBench.image(profile)
        return try await TestBench.run(names, on: ReaderModel(VirtualCard(image), properties), image: image)
    }

    private func finding(_ name: String, _ results: [CaseResult]) -> Finding? {
        results.flatMap(\.findings).first { $0.name == name }
    }

    @Test("a reader that keeps its word passes, and its sizes are told")
    func honest() async throws {
        let results = try await run(ReaderModel.Properties())
        #expect(results.ids("failed").isEmpty, "\(results.complaints)")
        #expect(finding("longest-answer", results)?.value.hasPrefix("2048 bytes") == true)
        #expect(finding("longest-command", results)?.value == "2036 data bytes")
        #expect(finding("reset", results)?.value == "ends the session")
        #expect(finding("throughput", results) != nil && finding("short-exchange", results) != nil)
        #expect(results.flatMap(\.findings).allSatisfy { !$0.isQuirk || $0.name == "select-master-file" })
    }

    @Test("a reader that says extended and breaks above 261 bytes")
    func liar() async throws {
        let results = try await run(ReaderModel.Properties(failsAbove: 261))
        #expect(Set(results.ids("failed")).isSuperset(of: ["READER_2", "READER_3"]), "\(results.complaints)")
        #expect(finding("longest-command", results)?.isQuirk == true)
        // 255 bytes go with a short Lc: 4 + 1 + 255 octets; the next has an extended one, 4 + 3 + 256.
        #expect(finding("longest-command", results)?.value == "255 data bytes")
        #expect(finding("longest-answer", results)?.isQuirk == true)
    }

    @Test("a reader that cuts answers at 255 bytes loses the status word of an answer of 256")
    func cutting() async throws {
        let results = try await run(ReaderModel.Properties(claimedLimits: .short, cutsAnswersAt: 255), "cccd-2021")
        #expect(results.ids("failed") == ["READER_4"], "\(results.complaints)")
        #expect(finding("answer-of-256", results)?.isQuirk == true)
    }

    @Test("a card whose field drops at long answers is told as what the link carries")
    func weakField() async throws {
        let results = try await run(ReaderModel.Properties(), "weak-field")
        #expect(results.ids("failed").contains("READER_3"))
        #expect(finding("longest-answer", results)?.isQuirk == true)
    }

    @Test("a card that refuses long reads is no fault of the reader")
    func carefulCard() async throws {
        let results = try await run(ReaderModel.Properties(), "careful-sizes")
        #expect(results.ids("failed").isEmpty, "\(results.complaints)")
        #expect(finding("card-refuses-longer-reads", results)?.value == "6700")
    }

    @Test("an answer that the link loses once does not fail a case")
    func lostAnswer() async throws {
        let results = try await run(ReaderModel.Properties(losesAnswer: 60), names: ["plain"])
        #expect(results.ids("failed").isEmpty && results.ids("inconclusive").isEmpty, "\(results.complaints)")
    }

    @Test("lifting the card: told, and told late or never")
    func removal() async throws {
        let image = try TestBench.image()
        var options = TestBench.options
        options.isInteractive = true
        for time in [Duration.milliseconds(250), nil] {
            let bench = Bench(
                VirtualCard(image), passwords: try TestBench.passwords(image), removal: { _ in time })
            let runner = SuiteRunner(bench, options: options)
            let results = await runner.run(Catalogue.select(["READER_10"]) ?? [], on: ChipProfile())
            #expect(results.map(\.verdict.word) == [time == nil ? "failed" : "passed"], "\(results.complaints)")
            #expect((finding("removal-told-after", results)?.value.hasPrefix("250 ms") ?? false) == (time != nil))
        }
    }
}
