/// A run as one HTML file: no script, nothing fetched from anywhere.
package enum HTMLReport {
    package static func text(_ report: RunReport) -> String {
        let reader = report.header.reader
        var lines = [
            "<!doctype html>", #"<html lang="en">"#, "<head>", #"<meta charset="utf-8">"#,
            #"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"#,
            #"<meta name="viewport" content="width=device-width">"#,
            "<title>Conformance run</title>", "<style>\(style)</style>", "</head>", "<body>",
            "<h1>Conformance run</h1>",
            "<p class=\"summary\">\(MarkupText.escape(report.summary))"
                + (report.isInterrupted
                    ? " — ended early, \(report.header.caseCount - report.results.count) to go" : "")
                + "</p>",
            "<table>",
            row("reader", reader.name), row("answer to reset", hex(reader.answerToReset)),
            row("program", report.header.program),
            row("options", report.header.options.isEmpty ? "none" : report.header.options.joined(separator: ", ")),
            row(
                "time in cases", MarkupText.seconds(report.results.map(\.milliseconds).reduce(0, +)) + " s"),
            "</table>",
        ]
        if !report.failed.isEmpty {
            lines.append("<h2>What failed</h2><ul>")
            for result in report.failed {
                lines.append(
                    "<li><a href=\"#\(anchor(result))\">\(MarkupText.escape(result.id))</a> "
                        + "\(MarkupText.escape(result.title)): \(MarkupText.escape(result.verdict.reason ?? ""))</li>")
            }
            lines.append("</ul>")
        }
        if !report.findings.isEmpty {
            lines.append("<h2>What was found</h2><table><tr><th>finding</th><th>value</th><th></th></tr>")
            for finding in report.findings {
                lines.append(
                    "<tr><td>\(MarkupText.escape(finding.name))</td><td>\(MarkupText.escape(finding.value))</td>"
                        + "<td>\(finding.isQuirk ? "quirk" : "")</td></tr>")
            }
            lines.append("</table>")
        }
        for (suite, results) in report.suites {
            lines.append("<h2>\(MarkupText.escape(suite.title))</h2>")
            for result in results { lines += details(result) }
        }
        lines += ["</body>", "</html>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ name: String, _ value: String) -> String {
        "<tr><th>\(MarkupText.escape(name))</th><td>\(MarkupText.escape(value))</td></tr>"
    }

    private static func details(_ result: CaseResult) -> [String] {
        var lines = [
            "<details id=\"\(anchor(result))\"><summary><span class=\"\(result.verdict.word)\">"
                + "\(result.verdict.word)</span> <code>\(MarkupText.escape(result.id))</code> "
                + "\(MarkupText.escape(result.title)) <small>\(MarkupText.seconds(result.milliseconds)) s</small></summary>",
            "<p>\(MarkupText.escape(result.purpose)) <em>\(MarkupText.escape(result.reference))</em></p>",
        ]
        if let reason = result.verdict.reason { lines.append("<p><strong>\(MarkupText.escape(reason))</strong></p>") }
        if !result.steps.isEmpty {
            lines.append("<table><tr><th>step</th><th>expected</th><th>seen</th><th>ms</th></tr>")
            for step in result.steps {
                lines.append(
                    "<tr\(step.isFulfilled ? "" : " class=\"failed\"")><td>\(MarkupText.escape(step.what))</td>"
                        + "<td>\(MarkupText.escape(step.expected))</td><td>\(MarkupText.escape(step.seen))</td>"
                        + "<td>\(step.milliseconds)</td></tr>")
            }
            lines.append("</table>")
        }
        if !result.trace.isEmpty {
            lines.append("<pre>\(MarkupText.escape(result.trace.joined(separator: "\n")))</pre>")
        }
        lines.append("</details>")
        return lines
    }

    /// Identifiers are letters, digits and underscores; anything else of a foreign file is left out.
    private static func anchor(_ result: CaseResult) -> String {
        String(
            result.id.unicodeScalars.filter {
                $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic)
                    || ("0"..."9").contains($0)
            }.map(Character.init))
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.isEmpty
            ? "none"
            : bytes.map { String($0, radix: 16, uppercase: true) }
                .map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: " ")
    }

    private static let style = """
        body{font-family:sans-serif;max-width:70em;margin:2em auto;padding:0 1em}
        table{border-collapse:collapse;margin:.5em 0}td,th{border:1px solid #ccc;padding:.2em .5em;text-align:left}
        details{border-bottom:1px solid #ddd;padding:.2em 0}summary{cursor:pointer}
        pre{background:#f4f4f4;padding:.5em;overflow:auto}.summary{font-size:1.2em}
        span{display:inline-block;min-width:8em;color:#fff;background:#777;padding:0 .4em;border-radius:.2em}
        span.passed{background:#2e7d32}span.failed{background:#b71c1c}span.inconclusive{background:#e65100}
        tr.failed td{background:#fdecea}
        """
}
