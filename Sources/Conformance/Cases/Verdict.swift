/// How a test case ended (the words of ISO/IEC 9646, and two for cases that did not run).
package enum Verdict: Sendable, Hashable {
    case passed
    /// What was seen instead of what was expected.
    case failed(String)
    /// Nothing can be said: the card was lifted, the reader failed.
    case inconclusive(String)
    /// The chip does not have what the case looks at.
    case notApplicable(String)
    /// The chip may have it; the operator did not allow the case, or did not give what it needs.
    case skipped(String)

    /// One word for reports and JSON.
    package var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .inconclusive: "inconclusive"
        case .notApplicable: "not-applicable"
        case .skipped: "skipped"
        }
    }

    /// Why, where it is not simply passed.
    package var reason: String? {
        switch self {
        case .passed: nil
        case .failed(let reason), .inconclusive(let reason), .notApplicable(let reason), .skipped(let reason): reason
        }
    }

    /// From ``word`` and ``reason``; nil for another word.
    package init?(word: String, reason: String?) {
        switch word {
        case "passed": self = .passed
        case "failed": self = .failed(reason ?? "")
        case "inconclusive": self = .inconclusive(reason ?? "")
        case "not-applicable": self = .notApplicable(reason ?? "")
        case "skipped": self = .skipped(reason ?? "")
        default: return nil
        }
    }
}
