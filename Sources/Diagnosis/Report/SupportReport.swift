package import Registry

/// What a station's administrator sends with a question: versions, checks, counts, and a log by its codes. No personal
/// data can be in it: of each value only what its kind allows is told, and texts and paths are not.
package struct SupportReport: Sendable, Encodable {
    package struct Row: Sendable, Encodable {
        package let id: String
        package let state: String
        package let finding: String
        package let failure: String?
        package let values: [String: String]
    }

    package let schema = "chip-id-station/support-report"
    package let version = 1
    package let made: String
    /// The station's name at its registry, where the folder can be read.
    package let station: String?
    package let versions: [String: String]
    package let state: String
    package let checks: [Row]
    package let log: [CodedLog.Entry]

    private enum CodingKeys: CodingKey { case schema, version, made, station, versions, state, checks, log }

    /// - Parameters:
    ///   - versions: of programs and the system, by their names.
    ///   - log: lines that may say anything.
    ///   - known: the codes of the log that are told.
    package init(
        of checks: [StationCheck], station: StationID?, versions: [String: String], log: String, known: Set<String>,
        at now: Timestamp
    ) {
        made = "\(now)"
        self.station = station?.text
        self.versions = versions.compactMapValues { CheckValue.name($0).told }
        state = checks.worst.rawValue
        self.checks = checks.map { check in
            Row(
                id: check.id.rawValue, state: check.state.rawValue, finding: check.finding.rawValue,
                failure: check.failure.flatMap { CheckValue.code($0).told },
                values: check.values.compactMapValues(\.told))
        }
        self.log = CodedLog.entries(of: log, known: known)
    }
}

extension CheckValue {
    /// What of it may leave the station.
    var told: String? {
        switch self {
        case .number, .moment: description
        case .version(let text): text.wholeMatch(of: /[0-9A-Za-z.+~?-]{1,40}/).map { String($0.0) }
        case .code(let text): text.wholeMatch(of: /[a-z0-9-]{1,64}/).map { String($0.0) }
        case .name(let text): Self.withoutNumbers(text)
        case .text: nil
        }
    }

    /// A device's name as it may be told: plain letters, and no number so long that it could be one of a person or of a
    /// card.
    private static func withoutNumbers(_ text: String) -> String {
        String(
            text.prefix(400).filter { character in
                character.isASCII && (character.isLetter || character.isNumber || " .,:;()[]/_+~-".contains(character))
            }
        ).replacing(/[0-9]{6,}/, with: "#")
    }
}
