/// What was found of one thing. No words: those are in the catalogue, by the finding, or by a failure's code where there
/// is one.
package struct StationCheck: Sendable, Hashable {
    package let id: CheckID
    package let finding: CheckFinding
    /// By the names that the words call them.
    package let values: [String: CheckValue]
    /// The code in the catalogue of failures whose cause and remedy tell the finding; nil where the finding has words of
    /// its own.
    package let failure: String?

    package var state: CheckState { finding.state }

    /// A finding of its own check.
    package init(_ finding: CheckFinding, _ values: [String: CheckValue] = [:], failure: String? = nil) {
        self.init(finding.id ?? .folder, finding, values, failure: failure)
    }

    /// A finding that any check can have.
    init(_ id: CheckID, _ finding: CheckFinding, _ values: [String: CheckValue] = [:], failure: String? = nil) {
        (self.id, self.finding, self.values) = (id, finding, values)
        self.failure = failure ?? finding.failure
    }
}
