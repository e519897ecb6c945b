import Conformance
import EMRTD
import Foundation
import FoundationXML
import LDS
import SmartCard
import Testing
import VirtualCard

/// Reports are well formed whatever stands in them, and say nothing of a person.
@Suite("Reports of a run", .serialized)
struct ReportTests {
    private static let hostile = "<script>alert('x')</script> & \"quotes\" \u{0} \u{1B}[31m ]]> \u{FFFE} \u{85}"

    private static func report(_ results: [CaseResult], reader: String = "a reader") throws -> RunReport {
        let identity = try CardIdentity(ChipProfile(), answerToReset: [0x3B])
        return RunReport(
            RunState(
                header: RunState.Header(
                    cases: "", caseCount: results.count, identity: identity, reader: ReaderFacts(name: reader),
                    options: [], program: "a test"),
                results: results))
    }

    private static func result(_ verdict: Verdict, _ text: String = "text") -> CaseResult {
        CaseResult(
            id: "CIS_X", suite: .plain, title: text, purpose: text, reference: text, verdict: verdict,
            steps: [Step(what: text, expected: text, seen: text, isFulfilled: false, milliseconds: 1)],
            findings: [Finding(name: text, value: text, isQuirk: true)], milliseconds: 1234, trace: ["> 00A4 " + text])
    }

    private static func isWellFormed(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        return parser.parse() && parser.parserError == nil
    }

    @Test("JUnit counts what there is, and stands as XML with hostile text in every place")
    func junit() throws {
        let verdicts: [Verdict] = [
            .passed, .failed(Self.hostile), .inconclusive(Self.hostile), .skipped(Self.hostile),
            .notApplicable(Self.hostile),
        ]
        let text = JUnitReport.text(
            try Self.report(verdicts.map { Self.result($0, Self.hostile) }, reader: Self.hostile))
        #expect(Self.isWellFormed(text), "\(text)")
        #expect(text.contains(#"tests="5" failures="1" errors="1" skipped="2" time="6.170""#))
        #expect(!Self.isWellFormed(text.replacingOccurrences(of: "</testsuite>", with: "")), "the check checks")
        #expect(!text.contains("<script"))
    }

    @Test("HTML holds no markup of others, no script, and loads nothing")
    func html() throws {
        let text = HTMLReport.text(
            try Self.report([Self.result(.failed(Self.hostile), Self.hostile)], reader: Self.hostile))
        #expect(!text.contains("<script") && !text.contains("\u{1B}") && !text.contains("\u{0}"))
        #expect(text.contains("&lt;script&gt;"))
        for outside in ["http:", "https:", "src=", "url(", "@import"] { #expect(!text.contains(outside), "\(outside)") }
        #expect(text.contains("default-src 'none'"))
        #expect(text.contains("<details") && text.contains("1.234 s"))
    }

    @Test("no report of a whole run names the holder, the numbers or the picture")
    func redaction() async throws {
        let image = try TestBench.image()
        let citizen = SyntheticCitizen(seed: 7)
        let results = try await TestBench.run(["lds", "files", "plain", "bac", "pace", "reader"], on: image)
        let report = try Self.report(results)
        let json = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        let secrets =
            [
                citizen.fullName, citizen.personalNumber, citizen.can, citizen.oldIdentityNumber, citizen.chipID,
                image.mrzInformation,
            ] + [Hex.string(Array(image.mrzInformation.utf8)), Hex.string(Array(citizen.personalNumber.utf8))]
            // Bytes that the cases read for certain: a report that kept data would have them.
            + [
                Hex.string(image.file(.dg1)?.bytes.dropFirst(2).prefix(8) ?? []),
                Hex.string(image.file(.dg2)?.bytes.prefix(16) ?? []),
            ]
        // Some citizens have no old number.
        let told = secrets.filter { !$0.isEmpty }
        #expect(told.count >= 9 && told.allSatisfy { $0.count >= 6 })
        for text in [JUnitReport.text(report), HTMLReport.text(report), json] {
            #expect(text.count > 10_000)
            for secret in told { #expect(!text.contains(secret), "\(secret)") }
        }
    }

    @Test("a run that was ended early says so")
    func interrupted() throws {
        let identity = try CardIdentity(ChipProfile(), answerToReset: [])
        let report = RunReport(
            RunState(
                header: RunState.Header(
                    cases: "", caseCount: 9, identity: identity, reader: ReaderFacts(name: "r"), options: [],
                    program: ""), results: [Self.result(.passed)]))
        #expect(report.isInterrupted && HTMLReport.text(report).contains("8 to go"))
    }
}
