import SmartCard
import Synchronization

/// One run of one test case on a card that was reset.
struct CaseExecution {
    private let test: TestCase
    private let options: RunOptions
    private let run: CaseRun
    private let gate: GatedChannel
    private let trace: TraceLines
    private let recorder: TraceRecorder

    init(_ test: TestCase, _ bench: Bench, _ chip: ChipProfile, _ options: RunOptions) {
        let trace = TraceLines()
        self.test = test
        self.options = options
        self.trace = trace
        gate = GatedChannel(bench.card)
        recorder = TraceRecorder(isFull: options.isFull) { trace.append($0.lines) }
        run = CaseRun(
            bench: bench, chip: chip, options: options, link: TracingChannel(gate, recorder: recorder))
    }

    /// The result, and whether the card gave no answer.
    func result() async -> (result: CaseResult, isSilence: Bool) {
        let start = ContinuousClock.now
        let (test, run, recorder) = (test, run, recorder)
        let limit = test.timeLimit ?? options.timeLimit
        let outcome = await TraceRecorder.$current.withValue(recorder) {
            await TimeLimit.run(limit) { try await test.body(run) }
        }
        gate.close()
        recorder.finish()
        let (verdict, isSilence) = verdict(outcome, limit)
        let result = CaseResult(
            id: test.id, suite: test.suite, title: test.title, purpose: test.purpose, reference: test.reference,
            verdict: verdict, steps: await run.steps, findings: await run.findings,
            milliseconds: (ContinuousClock.now - start).wholeMilliseconds, trace: trace.all)
        return (result, isSilence)
    }

    private func verdict(_ outcome: Result<Void, any Error>?, _ limit: Duration) -> (Verdict, isSilence: Bool) {
        guard let outcome else {
            return (.failed("no end within \(limit.components.seconds) s"), false)
        }
        switch outcome {
        case .success: return (.passed, false)
        case .failure(CaseEnd.failed(let reason)): return (.failed(reason), false)
        case .failure(CaseEnd.noAnswer(let error)): return (.inconclusive("no answer: \(error.message)"), true)
        case .failure(CaseEnd.notApplicable(let reason)): return (.notApplicable(reason), false)
        case .failure(CaseEnd.skipped(let reason)): return (.skipped(reason), false)
        case .failure(let error as SmartCardError): return (.inconclusive("no answer: \(error.message)"), true)
        case .failure(let error): return (.failed("\(error)"), false)
        }
    }
}

/// The lines of a trace while they come. No conversation of a case is longer than the cap.
private final class TraceLines: Sendable {
    private let lines = Mutex<[String]>([])
    private static let most = 4000

    func append(_ more: [String]) {
        lines.withLock { if $0.count < Self.most { $0 += more } }
    }

    var all: [String] { lines.withLock { $0 } }
}

extension CaseResult {
    /// A case that did not run.
    init(_ test: TestCase, _ verdict: Verdict) {
        self.init(
            id: test.id, suite: test.suite, title: test.title, purpose: test.purpose, reference: test.reference,
            verdict: verdict, steps: [], findings: [], milliseconds: 0, trace: [])
    }

    /// The same with another verdict.
    init(_ result: CaseResult, _ verdict: Verdict) {
        self.init(
            id: result.id, suite: result.suite, title: result.title, purpose: result.purpose,
            reference: result.reference, verdict: verdict, steps: result.steps, findings: result.findings,
            milliseconds: result.milliseconds, trace: result.trace)
    }
}
