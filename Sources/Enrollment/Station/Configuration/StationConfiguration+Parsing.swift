import Yams

extension StationConfiguration {
    /// What a file says, and what is wrong with it.
    package struct Reading: Sendable {
        package let configuration: StationConfiguration
        package let findings: [ConfigurationFinding]
    }

    /// More than any configuration has.
    package static let largestFile = 64 << 10
    private static let longestText = 4096

    /// Reads a configuration file. A key with a finding has no value; every key is looked at.
    ///
    /// - Parameters:
    ///   - yaml: the file's text.
    ///   - folder: from where paths that do not begin with `/` are looked for.
    package static func reading(_ yaml: String, in folder: String) -> Reading {
        let node: Node?
        do { node = try YAMLDocument.compose(yaml, atMost: largestFile) } catch {
            return Reading(
                configuration: StationConfiguration(),
                findings: [ConfigurationFinding(.malformed, line: error.line, error.problem)])
        }
        guard let mapping = node?.mapping else {
            let line = node?.mark?.line
            return Reading(
                configuration: StationConfiguration(),
                findings: [ConfigurationFinding(.malformed, line: line, "a mapping of keys to values is due")])
        }
        var (values, lines): ([ConfigurationKey: ConfigurationValue], [ConfigurationKey: Int]) = ([:], [:])
        var findings: [ConfigurationFinding] = []
        for (name, node) in mapping {
            let line = name.mark?.line
            guard let text = name.scalar?.string, let key = ConfigurationKey(rawValue: text) else {
                findings.append(unknown(name.scalar?.string ?? "", line))
                continue
            }
            switch value(of: key, node, line) {
            case .success(let value): values[key] = resolved(value, of: key, in: folder)
            case .failure(let failure): findings.append(failure.finding)
            }
            // Also where the value is wrong: what is said there is not missing.
            lines[key] = line
        }
        for key in ConfigurationKey.allCases where key.isNeeded && lines[key] == nil {
            findings.append(
                ConfigurationFinding(.missingKey, line: nil, key: key.rawValue, "the file does not say it"))
        }
        return Reading(configuration: StationConfiguration(values, lines: lines), findings: findings)
    }

    private struct Wrong: Error {
        let finding: ConfigurationFinding
    }

    private static func value(
        of key: ConfigurationKey, _ node: Node, _ line: Int?
    ) -> Result<ConfigurationValue, Wrong> {
        func wrong(_ code: ConfigurationFinding.Code, _ sentence: String) -> Result<ConfigurationValue, Wrong> {
            .failure(Wrong(finding: ConfigurationFinding(code, line: line, key: key.rawValue, sentence)))
        }
        guard let text = node.scalar?.string, node.null == nil, !text.allSatisfy(\.isWhitespace) else {
            return wrong(.wrongType, "one value is due; where the default is meant, remove the line")
        }
        guard text.utf8.count <= longestText, !text.utf8.contains(where: { $0 < 0x20 }) else {
            return wrong(.outOfRange, "too long, or with control characters in it")
        }
        switch key.kind {
        case .flag:
            return node.bool.map { .success(.flag($0)) } ?? wrong(.wrongType, "true or false is due")
        case .number(let range):
            guard let number = node.int else { return wrong(.wrongType, "a whole number is due") }
            guard range.contains(number) else {
                return wrong(.outOfRange, "\(number) is not from \(range.lowerBound) to \(range.upperBound)")
            }
            return .success(.number(number))
        case .ports where ports(parsing: text) == nil:
            return wrong(.outOfRange, "a port is due, or two with a hyphen, at most 100 apart: 4501-4600")
        case .language where !isLanguage(text):
            return wrong(.wrongType, "a language's code is due: vi")
        case .choice(let words) where !words.contains(text):
            return wrong(.outOfRange, "one of \(words.joined(separator: ", ")) is due")
        case .file, .folder, .language, .text, .policy, .device, .ports, .choice: return .success(.text(text))
        }
    }

    private static func isLanguage(_ text: String) -> Bool {
        (2...8).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
    }

    /// A path as an absolute one. The name of a shipped policy is none.
    private static func resolved(
        _ value: ConfigurationValue, of key: ConfigurationKey, in folder: String
    ) -> ConfigurationValue {
        guard case .text(let text) = value, !text.hasPrefix("/") else { return value }
        switch key.kind {
        case .folder, .file, .device: return .text("\(folder)/\(text)")
        case .policy where text.contains("/") || text.contains("."): return .text("\(folder)/\(text)")
        default: return value
        }
    }

    private static func unknown(_ name: String, _ line: Int?) -> ConfigurationFinding {
        let meant = Suggestion.nearest(to: name, among: ConfigurationKey.allCases.map(\.rawValue))
        let known = ConfigurationKey.allCases.map(\.rawValue).joined(separator: ", ")
        let sentence =
            meant.map { "there is no such key; did you mean \($0)?" } ?? "there is no such key; keys are \(known)"
        return ConfigurationFinding(.unknownKey, line: line, key: name, sentence, suggestion: meant)
    }
}
