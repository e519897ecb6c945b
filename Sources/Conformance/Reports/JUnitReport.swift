/// A run as JUnit's XML, which build servers read: a suite a `testsuite`, failed a `failure`, inconclusive an `error`, what
/// did not run `skipped`.
package enum JUnitReport {
    package static func text(_ report: RunReport) -> String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#]
        lines.append(
            "<testsuites name=\"chip-id-station conformance\"\(counts(report.results))>")
        for (suite, results) in report.suites {
            lines.append(
                "  <testsuite name=\"\(MarkupText.attribute(suite.rawValue))\"\(counts(results))>")
            lines.append("    <properties>")
            lines.append(property("reader", report.header.reader.name))
            lines.append(property("program", report.header.program))
            for finding in results.flatMap(\.findings) { lines.append(property(finding.name, finding.value)) }
            lines.append("    </properties>")
            for result in results { lines += testcase(result) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ results: [CaseResult]) -> String {
        let failures = results.count { $0.verdict.word == "failed" }
        let errors = results.count { $0.verdict.word == "inconclusive" }
        let skipped = results.count { ["skipped", "not-applicable"].contains($0.verdict.word) }
        let time = MarkupText.seconds(results.map(\.milliseconds).reduce(0, +))
        return " tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
            + " skipped=\"\(skipped)\" time=\"\(time)\""
    }

    private static func property(_ name: String, _ value: String) -> String {
        "      <property name=\"\(MarkupText.attribute(name))\" value=\"\(MarkupText.attribute(value))\"/>"
    }

    private static func testcase(_ result: CaseResult) -> [String] {
        let name = MarkupText.attribute("\(result.id) \(result.title)")
        let open =
            "    <testcase classname=\"\(MarkupText.attribute(result.suite.rawValue))\" name=\"\(name)\""
            + " time=\"\(MarkupText.seconds(result.milliseconds))\""
        let reason = MarkupText.attribute(result.verdict.reason ?? "")
        let details = MarkupText.escape(details(result))
        let child: String? =
            switch result.verdict {
            case .passed: nil
            case .failed: "      <failure message=\"\(reason)\">\(details)</failure>"
            case .inconclusive: "      <error message=\"\(reason)\">\(details)</error>"
            case .notApplicable: "      <skipped message=\"not applicable: \(reason)\"/>"
            case .skipped: "      <skipped message=\"\(reason)\"/>"
            }
        guard let child else { return [open + "/>"] }
        return [open + ">", child, "    </testcase>"]
    }

    private static func details(_ result: CaseResult) -> String {
        let steps = result.steps.map { step in
            "\(step.isFulfilled ? "ok  " : "FAIL") \(step.what): expected \(step.expected), seen \(step.seen)"
        }
        return ([result.purpose, result.reference] + steps + result.trace).joined(separator: "\n")
    }
}
