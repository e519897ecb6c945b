/// A run as reports show it.
package struct RunReport: Sendable, Codable {
    package let header: RunState.Header
    package let results: [CaseResult]
    /// Whether cases are missing because the run was ended early.
    package let isInterrupted: Bool

    package init(_ state: RunState) {
        header = state.header
        results = state.results
        isInterrupted = state.results.count < state.header.caseCount
    }

    package func count(_ word: String) -> Int { results.count { $0.verdict.word == word } }

    package var failed: [CaseResult] { results.filter { $0.verdict.word == "failed" } }

    /// What was learned of reader and card.
    package var findings: [Finding] { results.flatMap(\.findings) }

    /// `passed 120, failed 2, …`, what there is none of left out.
    package var summary: String {
        ["passed", "failed", "inconclusive", "skipped", "not-applicable"].compactMap { word in
            let count = count(word)
            return count > 0 || word == "passed" || word == "failed" ? "\(word) \(count)" : nil
        }.joined(separator: ", ")
    }

    /// The results by suite, in the catalogue's order.
    package var suites: [(suite: TestSuite, results: [CaseResult])] {
        TestSuite.allCases.compactMap { suite in
            let own = results.filter { $0.suite == suite }
            return own.isEmpty ? nil : (suite, own)
        }
    }
}
