import CounterDesk
import Diagnosis
import StationWeb

/// What a diagnosis found, as JSON and for people.
struct DoctorOutput: Encodable {
    struct Row: Encodable {
        let id: String
        let state: String
        let finding: String
        let failure: String?
        let title: String
        let found: String
        let remedy: String?
        let values: [String: String]
    }

    let state: String
    let checks: [Row]
    let lines: [String]

    private enum CodingKeys: CodingKey { case state, checks }

    init(_ checks: [StationCheck], in language: String, from messages: Messages) {
        state = checks.worst.rawValue
        self.checks = checks.map { check in
            let words = CheckWords(of: check, in: language, from: messages)
            return Row(
                id: check.id.rawValue, state: check.state.rawValue, finding: check.finding.rawValue,
                failure: check.failure, title: words.title, found: words.found, remedy: words.remedy,
                values: check.values.mapValues(\.description))
        }
        func word(_ state: String) -> String { messages.word("doctor.state.\(state)", language) ?? state }
        let width = CheckState.allCases.map { word($0.rawValue).count }.max() ?? 0
        lines = self.checks.flatMap { row in
            let state = word(row.state)
            let margin = String(repeating: " ", count: width + 2)
            var lines = [
                state + String(repeating: " ", count: width + 2 - state.count) + "\(row.title): \(row.found)"
            ]
            if row.state != CheckState.fine.rawValue, let detail = row.values["detail"], !detail.isEmpty {
                lines.append(margin + "  \(detail)")
            }
            if let remedy = row.remedy { lines.append(margin + "→ \(remedy)") }
            return lines
        }
    }
}
