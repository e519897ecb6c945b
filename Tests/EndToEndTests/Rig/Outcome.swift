/// How a program ended and what it said.
struct Outcome: Sendable, CustomStringConvertible {
    /// The exit status; nil where a signal ended it.
    let status: Int32?
    /// The signal that ended it.
    let signal: Int32?
    /// The rig killed it because its time was over.
    let timedOut: Bool
    let standardOutput: String
    let standardError: String

    /// All of it, for a test that failed.
    var description: String {
        let end = status.map { "exit status \($0)" } ?? "signal \(signal ?? 0)"
        return "\(end)\(timedOut ? ", out of time" : "")\n--- output\n\(standardOutput)--- errors\n\(standardError)"
    }
}
