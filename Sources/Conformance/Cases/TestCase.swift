/// One test of a chip or a reader, as a value.
///
/// Identifiers and meanings are those of the ICAO technical report "RF protocol and application test standard for eMRTD,
/// part 3" (units A to U, LDS_A to LDS_O), to which BSI TR-03105-3.1 refers, and of BSI TR-03105-3.2 (units H to L). What
/// begins with `CIS_` is this station's own.
package struct TestCase: Sendable {
    package let id: String
    package let suite: TestSuite
    package let title: String
    /// What is done, and what must happen.
    package let purpose: String
    /// The clause that demands it.
    package let reference: String
    /// What chip, reader and operator must have for the case to say anything.
    package let requirements: [Requirement]
    /// How long it may take; nil: as long as the run allows.
    package let timeLimit: Duration?
    let body: @Sendable (CaseRun) async throws -> Void

    package init(
        _ id: String, _ suite: TestSuite, _ title: String, _ purpose: String, _ reference: String,
        _ requirements: [Requirement] = [], within timeLimit: Duration? = nil,
        _ body: @escaping @Sendable (CaseRun) async throws -> Void
    ) {
        self.id = id
        self.suite = suite
        self.title = title
        self.purpose = purpose
        self.reference = reference
        self.requirements = requirements
        self.timeLimit = timeLimit
        self.body = body
    }

    /// Whether the identifier is ours and stands in no published test plan.
    package var isOwn: Bool { id.hasPrefix("CIS_") }
}
