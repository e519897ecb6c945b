import SmartCard

/// Runs test cases one after the other, whatever each of them does to the card.
///
/// Before each case the card is reset. A case that the card does not answer is run once more; a card that falls silent at
/// the same place again and comes back after a reset has failed it. A case whose time is over has failed, and says nothing
/// more to the card.
package struct SuiteRunner: Sendable {
    private let bench: Bench
    private let options: RunOptions
    private let listener: @Sendable (RunEvent) -> Void

    package init(
        _ bench: Bench, options: RunOptions = RunOptions(), listener: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) {
        self.bench = bench
        self.options = options
        self.listener = listener
    }

    /// What the chip says that it has. Asked for before a run; a chip that keeps nobody's time gets two minutes.
    package func learn() async -> ChipProfile {
        let bench = self.bench
        guard case .success(let chip)? = await TimeLimit.run(.seconds(120), { await ChipProfile.learn(from: bench) })
        else {
            var chip = ChipProfile()
            chip.unreadable = "the chip did not answer in time"
            return chip
        }
        return chip
    }

    /// Runs the cases.
    ///
    /// - Parameters:
    ///   - cases: in the order in which they are run.
    ///   - chip: what was learned of the card.
    ///   - done: results of an earlier run; their cases are not run again.
    ///   - isStopped: asked after each case; true ends the run there.
    package func run(
        _ cases: [TestCase], on chip: ChipProfile, after done: [CaseResult] = [],
        isStopped: @Sendable () -> Bool = { false }
    ) async -> [CaseResult] {
        var results: [CaseResult] = []
        var isAway = false
        for (index, test) in cases.enumerated() {
            if let earlier = done.first(where: { $0.id == test.id }) {
                results.append(earlier)
                continue
            }
            guard !isStopped() else { break }
            listener(.began(test, number: index + 1, of: cases.count))
            let result: CaseResult
            if let unmet = test.requirements.lazy.compactMap({ $0.unmet(by: chip, on: bench, options) }).first {
                result = CaseResult(test, unmet)
            } else {
                result = await run(test, on: chip, &isAway)
            }
            results.append(result)
            listener(.ended(result, number: index + 1, of: cases.count))
        }
        return results
    }

    private func run(_ test: TestCase, on chip: ChipProfile, _ isAway: inout Bool) async -> CaseResult {
        guard await putBack(&isAway) else {
            return CaseResult(test, .inconclusive("the card is not there, or does not answer a reset"))
        }
        let first = await CaseExecution(test, bench, chip, options).result()
        guard first.isSilence else { return first.result }
        // The hand slipped, the field was weak; or this card cannot bear the case.
        guard await putBack(&isAway) else { return first.result }
        let second = await CaseExecution(test, bench, chip, options).result()
        guard second.isSilence, await putBack(&isAway) else { return second.result }
        let reason =
            "no answer comes, twice at the same place, and after a reset the card is back: "
            + (second.result.verdict.reason ?? "")
        return CaseResult(second.result, .failed(reason))
    }

    /// The card in its first state. Waits for one that was lifted, but only once.
    private func putBack(_ isAway: inout Bool) async -> Bool {
        let bench = self.bench
        let patience = isAway ? Duration.zero : options.patienceForReturn
        let outcome = await TimeLimit.run(patience + .seconds(30)) {
            do { try await bench.card.reset(waiting: .zero) } catch {
                if patience > .zero { bench.prompt("put the card back on the reader") }
                try await bench.card.reset(waiting: patience)
            }
        }
        if case .success? = outcome { isAway = false } else { isAway = true }
        return !isAway
    }
}

/// What a run tells while it goes on.
package enum RunEvent: Sendable {
    case began(TestCase, number: Int, of: Int)
    case ended(CaseResult, number: Int, of: Int)
}
