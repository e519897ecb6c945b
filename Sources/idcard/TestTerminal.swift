import ArgumentParser
import Foundation
import SmartCard
import VirtualCard

struct TestTerminal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-terminal",
        abstract: "Puts cards before a terminal that it must accept or refuse, and looks at its exit status.",
        discussion: """
            In the manner of BSI TR-03105-5.1. The terminal is a command that reads the card in the reader, judges it and \
            ends with 0 for a genuine one. {can}, {mrz} and {trust} in it become the card's numbers and the folder with the \
            certificate to trust. What it prints goes to standard error:

              idcard test-terminal --run idstation verify --can {can} --mrz {mrz} --patience 0 --trust {trust}

            Exit status 12 says that the terminal failed a case.
            """)

    @Option(help: ReaderOption.help)
    var reader: String?

    @Option(name: .customLong("case"), help: ArgumentHelp("Only cases whose name contains this.", valueName: "text"))
    var filter: String?

    @Flag(help: "Print JSON, a line a case.")
    var json = false

    @Option(
        name: .customLong("run"), parsing: .remaining,
        help: ArgumentHelp("The terminal; all that follows belongs to it.", valueName: "command"))
    var command: [String]

    func run() async throws {
        let address = try ReaderOption.parse(reader)
        let cases = TerminalCase.all.filter { filter.map($0.id.contains) ?? true }
        guard !cases.isEmpty else { throw ValidationError("no case has such a name") }
        let folder = FileManager.default.temporaryDirectory.appending(path: "idcard-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let countries = try ["country", "other"].map {
            try DemoCountry.create(in: folder.appending(path: $0).path, at: Date())
        }
        var failures = 0
        for terminalCase in cases {
            let image = try terminalCase.image(by: countries[0], other: countries[1], at: Date())
            let trust = folder.appending(path: "country/trust").path
            let start = ContinuousClock.now
            let status = try await Stay(address, json: json).outcome(
                of: VirtualCard(image),
                during: command.map {
                    $0.replacing("{can}", with: image.can).replacing("{mrz}", with: image.mrzInformation)
                        .replacing("{trust}", with: trust)
                }, output: .standardError)
            // A command that cannot run, and one that a signal ended, has judged nothing.
            let seen = status == 0 ? "accepted" : status < 126 ? "refused" : "ended with status \(status)"
            let passed = seen == terminalCase.expected.rawValue
            if !passed { failures += 1 }
            try tell(terminalCase, seen: seen, passed, after: ContinuousClock.now - start)
        }
        if !json { print("passed \(cases.count - failures), failed \(failures)") }
        if failures > 0 { throw ExitCode(12) }
    }

    private func tell(_ terminalCase: TerminalCase, seen: String, _ passed: Bool, after time: Duration) throws {
        guard json else {
            let text = passed ? "passed" : "FAILED: \(seen), and must be \(terminalCase.expected.rawValue)"
            print("\(terminalCase.id)  \(terminalCase.title): \(text)")
            return
        }
        let line = Line(
            id: terminalCase.id, title: terminalCase.title, expected: terminalCase.expected.rawValue, seen: seen,
            passed: passed, milliseconds: time.wholeMilliseconds)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }

    private struct Line: Encodable {
        let id, title, expected, seen: String
        let passed: Bool
        let milliseconds: Int
    }
}
