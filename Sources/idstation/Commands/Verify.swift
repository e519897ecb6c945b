import ArgumentParser
import DocumentPKI
import Foundation

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads a card, or evidence of an earlier reading, and says whether it is genuine.",
        discussion: """
            The trust folder holds the certificates of the states whose cards you accept: what idstation trust import put \
            there, and loose CSCA certificates (.pem, .crt, .cer, .der).

            With --out the evidence is kept: the raw files, the chip's proofs and the report. --evidence judges such a \
            folder anew, without a card, for the moment when it was read or for another one.
            """)

    @OptionGroup var card: CardOptions

    @Option(help: ArgumentHelp("Folder of trusted certificates.", valueName: "folder"))
    var trust: String

    @OptionGroup var policy: PolicyOption

    @Option(help: ArgumentHelp("Where to keep the evidence; a new or empty folder.", valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("Judge the evidence in this folder instead of a card.", valueName: "folder"))
    var evidence: String?

    @Option(
        help: ArgumentHelp(
            "For which moment to judge the evidence, 2026-11-24 or 2026-11-24T12:00:00Z; “now”; the reading's if not given.",
            valueName: "date"))
    var at: String?

    @Option(help: "The language of the rows: en or vi.")
    var language = ReportLanguage.english

    @Flag(help: "Print time, exchanges and bytes of each step.")
    var timing = false

    @Flag(help: "Print JSON, the parsed data included.")
    var json = false

    func validate() throws {
        if evidence == nil {
            try card.requirePassword()
            guard at == nil else { throw ValidationError("--at goes with --evidence: a card is judged now.") }
        } else if out != nil {
            throw ValidationError("--out keeps a new reading; the evidence is there already.")
        }
    }

    func run() async throws {
        try await report(json: json) {
            if let out { try DocumentFolder.check(out) }
            let (store, policy) = (try TrustStore.loaded(from: trust), try policy.load())
            let verdict =
                if let evidence {
                    try judge(evidence, trusting: store, under: policy)
                } else {
                    try await read(trusting: store, under: policy)
                }
            if verdict != .valid { throw verdict.status.code }
        }
    }

    private func read(trusting store: TrustStore, under policy: InspectionPolicy) async throws -> Verdict {
        let progress = ReadProgress()
        let reading = try await Desk(quirks: card.quirks.load()).read(card.request(trust: store, policy: policy)) {
            progress.show($0)
        }
        let report = reading.inspected(under: policy)
        if let out {
            try DocumentFolder.write(reading, to: out, timing: timing, report: report.serialized())
        }
        let output = VerificationOutput(report, DocumentOutput(reading, timing: timing))
        if json {
            try Console.json(output)
        } else {
            for line in report.lines(language) { print(line) }
            if let timing = output.document?.timing { print(timing.table) }
            print(report.sentence(language))
            if let out { print("evidence written to \(out)") }
        }
        return report.verdict
    }

    private func judge(
        _ path: String, trusting store: TrustStore, under policy: InspectionPolicy
    ) throws -> Verdict {
        let loading = try EvidenceFolder.load(path)
        for name in loading.unknown { Console.note("evidence: \(name) is in no list and was left alone") }
        guard let folder = loading.folder else {
            throw Failure(
                .notChecked, code: "evidence-damaged",
                "the evidence in \(path) is not as it was written: "
                    + loading.damage.map(\.description).joined(separator: "; "),
                remedy: "Take another copy of the folder. Nothing can be said by this one.")
        }
        let report = Inspection(policy: policy, at: try moment(folder.evidence)).report(on: folder, trusting: store)
        let recorded = folder.report.flatMap { RecordedVerdict(parsing: $0) }
        if json {
            try Console.json(VerificationOutput(report, recorded: recorded))
        } else {
            for line in report.lines(language) { print(line) }
            print(report.sentence(language))
            if let recorded, recorded.verdict != report.verdict {
                print("at the reading the verdict was \(recorded.verdict.rawValue), by the policy \(recorded.policy)")
            }
        }
        return report.verdict
    }

    private func moment(_ evidence: Evidence) throws -> Date {
        guard let at else { return evidence.time }
        if at == "now" { return Date() }
        let text = at.contains("T") ? at : at + "T00:00:00Z"
        guard let date = try? Date.ISO8601FormatStyle().parse(text) else {
            throw Failure(
                .usage, code: "date-malformed", "“\(at)” is no date", remedy: "Write it as 2026-11-24.")
        }
        return date
    }
}

extension ReportLanguage: ExpressibleByArgument {}
