/// How a station runs: what stands in its configuration file, or was said on the command line. The sample with every key
/// explained is packaging/config/station.yaml.
package struct StationConfiguration: Sendable, Hashable {
    /// What was said, by key.
    package private(set) var values: [ConfigurationKey: ConfigurationValue]
    /// In which line of the file, from 1.
    package private(set) var lines: [ConfigurationKey: Int]

    /// - Parameters:
    ///   - values: nil for what was not said.
    ///   - lines: where in the file each was said.
    package init(_ values: [ConfigurationKey: ConfigurationValue?] = [:], lines: [ConfigurationKey: Int] = [:]) {
        self.values = values.compactMapValues { $0 }
        self.lines = lines
    }

    /// This one, and what the other says over it.
    package func overridden(by other: StationConfiguration) -> StationConfiguration {
        var both = self
        both.values.merge(other.values) { $1 }
        for key in other.values.keys { both.lines[key] = other.lines[key] }
        return both
    }

    /// What holds: what was said, or the usual.
    package func value(_ key: ConfigurationKey) -> ConfigurationValue? { values[key] ?? key.usual }

    package func text(_ key: ConfigurationKey) -> String? {
        guard case .text(let text)? = value(key) else { return nil }
        return text
    }

    package func number(_ key: ConfigurationKey) -> Int? {
        guard case .number(let number)? = value(key) else { return nil }
        return number
    }

    package func flag(_ key: ConfigurationKey) -> Bool { value(key) == .flag(true) }

    /// Where fingerprint scanners may answer.
    package var scannerPorts: ClosedRange<UInt16>? { text(.scannerPorts).flatMap(Self.ports(parsing:)) }

    /// One port, or two with a hyphen, at most 100 apart: `4501-4600`.
    package static func ports(parsing text: String) -> ClosedRange<UInt16>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first > 0, first <= last,
            last - first < 100
        else { return nil }
        return first...last
    }
}
