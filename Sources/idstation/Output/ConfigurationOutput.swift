import Enrollment

/// What the check of a configuration says.
struct ConfigurationOutput: Encodable {
    struct Finding: Encodable {
        let code: String
        let fault: Bool
        let line: Int?
        let key: String
        let sentence: String
        let suggestion: String?
    }

    /// What holds of a key.
    struct Setting: Encodable {
        let key: String
        /// nil: not said, and nothing is usual.
        let value: String?
        /// Where it was said; nil for what is usual.
        let line: Int?
    }

    let file: String
    let findings: [Finding]
    let settings: [Setting]
    let lines: [String]

    private enum CodingKeys: CodingKey { case file, findings, settings }

    init(file: String, _ configuration: StationConfiguration, _ findings: [ConfigurationFinding]) {
        self.file = file
        self.findings = findings.map {
            Finding(
                code: $0.code.rawValue, fault: $0.isFault, line: $0.line, key: $0.key, sentence: $0.sentence,
                suggestion: $0.suggestion)
        }
        settings = ConfigurationKey.allCases.map { key in
            Setting(
                key: key.rawValue, value: configuration.value(key)?.description,
                line: configuration.values[key] == nil ? nil : configuration.lines[key])
        }
        lines =
            [
                "\(file): "
                    + (findings.isEmpty
                        ? "no findings" : findings.count == 1 ? "1 finding" : "\(findings.count) findings")
            ]
            + findings.map { "  \($0)" } + ["what holds:"]
            + settings.map { setting in
                let from = setting.line.map { "line \($0)" } ?? (setting.value == nil ? "not given" : "default")
                return "  \(setting.key): \(setting.value ?? "-") (\(from))"
            }
    }
}
