package import LDS

/// What the reader tells while it works, for a screen. Carries no content.
package enum ReadEvent: Sendable, Hashable {
    /// A step begins.
    case began(ReadPhase)
    /// So many bytes of a file have arrived.
    case progress(ElementaryFile, received: Int, total: Int)
    /// The card left before it was read; it has so long to come back.
    case cardLeft(waiting: Duration)
    /// A step ended; `succeeded` is false for a protocol that failed and a file that the chip keeps closed.
    case ended(ReadPhase, succeeded: Bool)
}

/// A step of reading a document, the unit of ``DocumentReading/measures``.
package enum ReadPhase: Sendable, Hashable, CustomStringConvertible {
    case cardAccess
    case pace
    case bac
    case chipAuthentication
    case activeAuthentication
    case terminalAuthentication
    case file(ElementaryFile)

    package var description: String {
        switch self {
        case .cardAccess: "EF.CardAccess"
        case .pace: "PACE"
        case .bac: "BAC"
        case .chipAuthentication: "Chip Authentication"
        case .activeAuthentication: "Active Authentication"
        case .terminalAuthentication: "Terminal Authentication"
        case .file(let file): file.description
        }
    }
}
