import Conformance
import Foundation
import SmartCard
import Testing
import VirtualCard

/// What is kept of a run, and when it may be gone on with.
@Suite("Kept runs")
struct RunStateTests {
    private func header(
        _ identity: CardIdentity, reader: String = "a reader", cases: String = "00", options: [String] = []
    ) -> RunState.Header {
        RunState.Header(
            cases: cases, caseCount: 3, identity: identity, reader: ReaderFacts(name: reader), options: options,
            program: "a test")
    }

    /// Each image is a card of its own: its signatures are fresh.
    private func identity(_ image: CardImage? = nil, salt: String? = nil) async throws -> CardIdentity {
        let image = try image ?? TestBench.image()
        let bench = Bench(VirtualCard(image), passwords: try TestBench.passwords(image))
        let chip = await SuiteRunner(bench).learn()
        return try CardIdentity(chip, answerToReset: [0x3B, 0x80], salt: salt)
    }

    @Test("lines come back, a line that was cut off is left out, damage is told")
    func lines() async throws {
        let image = try TestBench.image()
        let results = try await TestBench.run(["CIS_PLAIN_1", "CIS_PLAIN_7", "CIS_PLAIN_11"], on: image)
        let header = header(try await identity())
        var data = try RunState.line(header)
        for result in results { data += try RunState.line(result) }
        let state = try RunState(parsing: data)
        #expect(state.header == header && state.results == results && results.count == 3)
        let torn = try RunState(parsing: data.dropLast(20))
        #expect(torn.results == Array(results.dropLast()))
        // Every place where a crash may have cut is read, or told; never a trap.
        for end in stride(from: 0, to: data.count, by: 37) { _ = try? RunState(parsing: data.prefix(end)) }
        #expect(throws: RunStateError.self) { try RunState(parsing: Data("{}\n".utf8)) }
        #expect(throws: RunStateError.self) { try RunState(parsing: try RunState.line(header) + Data("{}\n".utf8)) }
    }

    @Test("another card, kind, reader, catalogue or option is not gone on with")
    func differences() async throws {
        let image = try TestBench.image()
        let first = try await identity(image)
        let state = RunState(header: header(first))
        #expect(state.difference(from: header(try await identity(image, salt: first.salt))) == nil)
        #expect(state.difference(from: header(try await identity(salt: first.salt)))?.contains("another card") == true)
        let kind = try await identity(TestBench.image("passport-cam"), salt: first.salt)
        #expect(state.difference(from: header(kind))?.contains("another kind") == true)
        #expect(state.difference(from: header(first, reader: "other"))?.contains("reader") == true)
        #expect(state.difference(from: header(first, cases: "01"))?.contains("test cases") == true)
        #expect(state.difference(from: header(first, options: ["patient"]))?.contains("options") == true)
    }

    @Test("two files of one card do not show that they are of one card")
    func unlinkable() async throws {
        let image = try TestBench.image()
        let (first, second) = (try await identity(image), try await identity(image))
        #expect(first.family == second.family)
        #expect(first.card != nil && first.card != second.card)
    }

    @Test("inconclusive cases are run again")
    func settled() throws {
        func result(_ verdict: Verdict) -> CaseResult {
            CaseResult(
                id: "A", suite: .plain, title: "", purpose: "", reference: "", verdict: verdict, steps: [],
                findings: [], milliseconds: 0, trace: [])
        }
        let identity = try CardIdentity(ChipProfile(), answerToReset: [])
        let state = RunState(header: header(identity), results: [result(.passed), result(.inconclusive("lifted"))])
        #expect(state.settled.map(\.verdict) == [.passed])
    }
}
