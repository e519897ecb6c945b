import ArgumentParser
import Conformance
import Foundation

/// Where a run's reports go.
struct HilOutputs: ParsableArguments {
    @Option(help: ArgumentHelp("Write JUnit's XML.", valueName: "file"))
    var junit: String?

    @Option(
        help: ArgumentHelp("Write a report to look at: one HTML file, no script, nothing loaded.", valueName: "file"))
    var html: String?

    @Option(
        help: ArgumentHelp(
            "Write what the run found out about the reader into this file of reader quirks, for --reader-quirks; the rest of the file, comments included, stays.",
            valueName: "file"))
    var learn: String?

    @Flag(help: "Print JSON.")
    var json = false

    /// Writes the files and tells the result.
    func write(_ report: RunReport) throws {
        if let junit { try Self.write(JUnitReport.text(report), to: junit) }
        if let html { try Self.write(HTMLReport.text(report), to: html) }
        if let learn { try QuirkLearning.write(report, to: learn) }
        if json {
            try Console.json(report)
            return
        }
        for result in report.results where ["failed", "inconclusive"].contains(result.verdict.word) {
            print("\(result.verdict.word) \(result.id) \(result.title)")
            print("  \(result.verdict.reason ?? "")")
        }
        if !report.findings.isEmpty { print("findings:") }
        for finding in report.findings {
            print("  \(finding.name): \(finding.value)\(finding.isQuirk ? " (quirk)" : "")")
        }
        print(report.summary)
    }

    /// Ends the program with the status that the result has.
    func end(_ report: RunReport) throws {
        if !report.failed.isEmpty { throw ExitStatus.conformanceFailed.code }
        if report.isInterrupted { throw ExitStatus.runIncomplete.code }
        if report.count("inconclusive") > 0 { throw ExitStatus.cardOrReaderFailed.code }
    }

    private static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw Failure(
                .usage, code: "report-not-writable", "cannot write \(path)",
                remedy: "Name a file in a folder that is there and that you may write to.")
        }
    }
}
