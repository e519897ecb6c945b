package import Registry

/// Something that a check tells beside its finding.
package enum CheckValue: Sendable, Hashable, CustomStringConvertible {
    case number(Int)
    case moment(Timestamp)
    case version(String)
    /// What a device or a program calls itself.
    case name(String)
    /// A stable code.
    case code(String)
    /// A path, or somebody's sentence: it may name a person, and goes into no report.
    case text(String)

    package var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .moment(let moment): "\(moment)"
        case .version(let text), .name(let text), .code(let text), .text(let text): text
        }
    }
}
