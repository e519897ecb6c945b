/// One row of an inspection's report: what was looked at, how it ended, and why.
package struct InspectionFinding: Sendable, Hashable {
    package enum Result: String, Sendable, Hashable, Codable {
        case passed, failed
        /// Could not be looked at, or there was nothing to look at; the reason tells.
        case notDone = "not-done"
    }

    package let check: Check
    /// Which file, `DG2`; nil where the check has one row only.
    package let subject: String?
    package let result: Result
    package let reason: Reason
    private let values: [Reason.Parameter: String]

    package init(
        _ check: Check, _ result: Result, _ reason: Reason, _ parameters: [Reason.Parameter: String] = [:]
    ) {
        self.init(check, subject: nil, result, reason, parameters)
    }

    package init(
        _ check: Check, _ subject: String, _ result: Result, _ reason: Reason,
        _ parameters: [Reason.Parameter: String] = [:]
    ) {
        self.init(check, subject: subject, result, reason, parameters)
    }

    private init(
        _ check: Check, subject: String?, _ result: Result, _ reason: Reason, _ parameters: [Reason.Parameter: String]
    ) {
        self.check = check
        self.subject = subject
        self.result = result
        self.reason = reason
        values = parameters
    }

    /// What the reason's sentence names: a certificate, a date, data groups. Never the holder's data.
    package var parameters: [String: String] {
        var named = Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
        named["subject"] = subject
        return named
    }

    /// The sentence in English.
    package var detail: String { sentence(.english) }

    /// What was looked at, and how it ended.
    package func line(_ language: ReportLanguage) -> String { "\(check.title(language)): \(sentence(language))" }

    package func sentence(_ language: ReportLanguage) -> String {
        reason.sentence(language).filling(parameters)
    }
}

extension String {
    /// Puts values in the place of `{name}`. What has no value goes without a trace.
    func filling(_ values: [String: String]) -> String {
        var filled = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            filled += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
