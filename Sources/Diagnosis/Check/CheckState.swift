/// How a thing is.
package enum CheckState: String, Sendable, CaseIterable, Comparable {
    case fine
    /// Nobody knows: it could not be looked at.
    case unknown
    /// It works, and somebody should act before it does not.
    case attention
    /// It does not work.
    case wrong

    private var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (one: CheckState, other: CheckState) -> Bool { one.weight < other.weight }
}
