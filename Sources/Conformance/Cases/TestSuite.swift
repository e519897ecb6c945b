/// A group of test cases that looks at one thing.
package enum TestSuite: String, Sendable, Hashable, CaseIterable, Codable {
    case reader
    case plain
    case bac
    case pace
    case secureMessaging = "secure-messaging"
    case files
    case chipAuthentication = "chip-authentication"
    case activeAuthentication = "active-authentication"
    case terminalAuthentication = "terminal-authentication"
    case lds
    case robustness

    /// What it looks at.
    package var title: String {
        switch self {
        case .reader: "The reader and its link: sizes, reset, removal"
        case .plain: "Selection, EF.CardAccess, and what stays closed without access"
        case .bac: "Basic Access Control"
        case .pace: "PACE"
        case .secureMessaging: "Secure messaging"
        case .files: "Selecting and reading files in a session"
        case .chipAuthentication: "Chip Authentication"
        case .activeAuthentication: "Active Authentication"
        case .terminalAuthentication: "Terminal Authentication"
        case .lds: "The logical data structure: what the files hold"
        case .robustness: "Commands that no standard knows, and hostile data"
        }
    }

    package var cases: [TestCase] {
        switch self {
        case .reader: Self.readerCases
        case .plain: Self.plainCases
        case .bac: Self.bacCases
        case .pace: Self.paceCases
        case .secureMessaging: Self.secureMessagingCases
        case .files: Self.filesCases
        case .chipAuthentication: Self.chipAuthenticationCases
        case .activeAuthentication: Self.activeAuthenticationCases
        case .terminalAuthentication: Self.terminalAuthenticationCases
        case .lds: Self.ldsCases
        case .robustness: Self.robustnessCases
        }
    }
}
