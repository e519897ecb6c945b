/// One exchange or one check of a test case: what, what was expected, what was seen.
package struct Step: Sendable, Hashable, Codable {
    package let what: String
    package let expected: String
    /// A status word and how many bytes came, or what a check found. Never a card's content.
    package let seen: String
    package let isFulfilled: Bool
    package let milliseconds: Int

    package init(what: String, expected: String, seen: String, isFulfilled: Bool, milliseconds: Int) {
        self.what = what
        self.expected = expected
        self.seen = seen
        self.isFulfilled = isFulfilled
        self.milliseconds = milliseconds
    }
}

/// What is learned of a reader or a card beside passed and failed.
package struct Finding: Sendable, Hashable, Codable {
    /// Stable: `longest-answer`.
    package let name: String
    package let value: String
    /// It departs from the standard, or from what the reader says of itself.
    package let isQuirk: Bool
    /// The value as a number, where it is one that can be learned: bytes of data, or milliseconds.
    package let measure: Int?

    package init(name: String, value: String, isQuirk: Bool, measure: Int? = nil) {
        self.name = name
        self.value = value
        self.isQuirk = isQuirk
        self.measure = measure
    }
}

/// What became of one test case.
package struct CaseResult: Sendable, Hashable {
    package let id: String
    package let suite: TestSuite
    package let title: String
    package let purpose: String
    package let reference: String
    package let verdict: Verdict
    package let steps: [Step]
    package let findings: [Finding]
    package let milliseconds: Int
    /// The conversation, as lines of a trace (docs/traces.md).
    package let trace: [String]

    package init(
        id: String, suite: TestSuite, title: String, purpose: String, reference: String, verdict: Verdict,
        steps: [Step], findings: [Finding], milliseconds: Int, trace: [String]
    ) {
        self.id = id
        self.suite = suite
        self.title = title
        self.purpose = purpose
        self.reference = reference
        self.verdict = verdict
        self.steps = steps
        self.findings = findings
        self.milliseconds = milliseconds
        self.trace = trace
    }
}

extension CaseResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, suite, title, purpose, reference, verdict, reason, steps, findings, milliseconds, trace
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let word = try container.decode(String.self, forKey: .verdict)
        guard let verdict = Verdict(word: word, reason: try container.decodeIfPresent(String.self, forKey: .reason))
        else {
            throw DecodingError.dataCorruptedError(forKey: .verdict, in: container, debugDescription: "no verdict")
        }
        self.init(
            id: try container.decode(String.self, forKey: .id),
            suite: try container.decode(TestSuite.self, forKey: .suite),
            title: try container.decode(String.self, forKey: .title),
            purpose: try container.decode(String.self, forKey: .purpose),
            reference: try container.decode(String.self, forKey: .reference), verdict: verdict,
            steps: try container.decode([Step].self, forKey: .steps),
            findings: try container.decode([Finding].self, forKey: .findings),
            milliseconds: try container.decode(Int.self, forKey: .milliseconds),
            trace: try container.decode([String].self, forKey: .trace))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(suite, forKey: .suite)
        try container.encode(title, forKey: .title)
        try container.encode(purpose, forKey: .purpose)
        try container.encode(reference, forKey: .reference)
        try container.encode(verdict.word, forKey: .verdict)
        try container.encodeIfPresent(verdict.reason, forKey: .reason)
        try container.encode(steps, forKey: .steps)
        try container.encode(findings, forKey: .findings)
        try container.encode(milliseconds, forKey: .milliseconds)
        try container.encode(trace, forKey: .trace)
    }
}
