package import Logging

/// How a program writes its log.
package enum LogFormat: String, Sendable, CaseIterable {
    /// Lines for people, on standard error.
    case text
    /// One JSON object a line, on standard error.
    case json
    /// journald's own fields: `JournalLogHandler`.
    case journal

    package func handler(label: String) -> any LogHandler {
        switch self {
        case .text: StreamLogHandler.standardError(label: label)
        case .json: JSONLogHandler(label: label)
        case .journal: JournalLogHandler(label: label)
        }
    }
}
