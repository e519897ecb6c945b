package import Diagnosis
package import StationWeb

/// A check in words: what was looked at, what was found, what to do.
///
/// The words stand in the catalogue under `doctor.FINDING`; where a failure says the same, its cause and remedy do.
package struct CheckWords: Sendable, Hashable {
    package let title: String
    package let found: String
    /// nil where nothing is to be done.
    package let remedy: String?

    package init(of check: StationCheck, in language: String, from messages: Messages) {
        func title(_ id: String) -> String { messages.word("doctor.\(id).title", language) ?? id }
        self.title = title(check.id.rawValue)
        if let code = check.failure, let failure = messages.failures.words[code]?[language] {
            (found, remedy) = (failure.cause, failure.remedy)
            return
        }
        var values = check.values.mapValues(\.description)
        if let other = values["check"] { values["check"] = title(other) }
        let key = "doctor.\(check.finding.rawValue)"
        found = messages.word("\(key).found", language, filling: values) ?? check.finding.rawValue
        remedy = messages.word("\(key).remedy", language, filling: values)
    }
}
