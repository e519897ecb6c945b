package import Enrollment

/// What is wrong with the configuration file.
package struct ConfigurationFacts: CheckedFacts, Hashable {
    /// Nil where the station is named on the command line and no file is used.
    package var findings: [ConfigurationFinding]?

    package init(findings: [ConfigurationFinding]?) { self.findings = findings }

    package var check: StationCheck {
        guard let findings else { return StationCheck(.configurationNone) }
        guard let worst = findings.first(where: \.isFault) ?? findings.first else {
            return StationCheck(.configurationSound)
        }
        return StationCheck(
            worst.isFault ? .configurationFaulty : .configurationAway,
            ["count": .number(findings.count), "detail": .text("\(worst)"), "code": .code(worst.code.rawValue)])
    }
}
