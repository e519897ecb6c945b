/// How one of PACE, BAC, Chip, Active and Terminal Authentication ended. Never a mere absence: a downgrade must be visible.
package enum ProtocolOutcome: Sendable, Hashable {
    /// The chip does not have it.
    case notOffered
    /// The chip has it; the station had no cause or no means to run it.
    case notAttempted
    /// It ran and did not succeed; the reason is for the report.
    case failed(String)
    case passed

    /// One word for reports and JSON.
    package var word: String {
        switch self {
        case .notOffered: "not-offered"
        case .notAttempted: "not-attempted"
        case .failed: "failed"
        case .passed: "passed"
        }
    }

    /// Why it failed.
    package var reason: String? { if case .failed(let reason) = self { reason } else { nil } }
}
