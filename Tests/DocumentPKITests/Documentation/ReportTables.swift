@testable import DocumentPKI

/// The tables of docs/inspection.md, as the code gives them.
enum ReportTables {
    /// Each check, what it looks at, and what the shipped policies make of it.
    static func checks() -> String {
        let policies = InspectionPolicy.shipped
        return table(
            ["check", "group", "looks at"] + policies.map(\.name) + ["at least"],
            Check.allCases.map { check in
                ["`\(check.rawValue)`", check.group.rawValue, check.title(.english)]
                    + policies.map { $0.rule(for: check).rawValue } + [check.weakestRule.rawValue]
            })
    }

    /// Each reason with its sentence.
    static func reasons() -> String {
        table(["reason", "sentence"], Reason.allCases.map { ["`\($0.rawValue)`", Reason.english[$0] ?? ""] })
    }

    /// Each tolerated departure, and by whom.
    static func deviations() -> String {
        let policies = InspectionPolicy.shipped
        return table(
            ["rule"] + policies.map(\.name),
            SecurityObjectDeviation.all.sorted { $0.name < $1.name }.map { deviation in
                ["`\(deviation.name)`"] + policies.map { $0.tolerated.contains(deviation) ? "accepted" : "refused" }
            })
    }

    /// Each flaw with which a country's certificate is kept.
    static func flaws() -> String { CertificateFlaw.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}
