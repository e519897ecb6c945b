import ArgumentParser
import Foundation
import Registry

struct CaseShowing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows a case: why it waits, what was found, what was decided.",
        discussion: """
            Nothing says who it is about. --open shows what the record says of its holder, to an officer who gives his \
            password and a purpose; that he looked is signed by him and kept.
            """)

    @OptionGroup var registry: RegistryLocation

    @Argument(help: "The case's number.")
    var number: Int

    @Flag(help: "Show what the record says of its holder.")
    var open = false

    @Option(help: "The officer who looks, with --open.")
    var officer: String?

    @Option(help: "Why he looks, with --open.")
    var purpose: String?

    @OptionGroup var secret: PasswordOption

    @Flag(help: "Print JSON.")
    var json = false

    private struct Decision: Encodable {
        let officer: String
        let role: String
        let decision: String
        let reason: String?
        let time: String
    }

    private struct Opening: Encodable {
        let officer: String
        let purpose: String
        let time: String
    }

    private struct Shown: Encodable {
        let subject: CaseLine
        let account: String?
        let level: Int?
        let decisions: [Decision]
        let signaturesHold: Bool
        let openings: [Opening]
        let findings: [[String]]
    }

    func validate() throws {
        guard open == (officer != nil), open == (purpose != nil) else {
            throw ValidationError("--open takes --officer and --purpose, which it alone takes")
        }
    }

    func run() async throws {
        let desk = try registry.load().caseDesk()
        if open, let officer, let purpose {
            let claims = try await desk.open(
                number, as: officer, password: secret.read(), for: purpose, at: Timestamp(Date()))
            // The same in either form: what is in it is for a person.
            FileHandle.standardOutput.write(Data(try claims.json.canonical() + [0x0A]))
            return
        }
        let file = try await desk.file(number)
        let shown = Shown(
            subject: CaseLine(file.subject), account: file.account?.state.rawValue, level: file.account?.level,
            decisions: file.decisions.map {
                Decision(
                    officer: $0.officer, role: $0.role.rawValue, decision: $0.verdict.rawValue, reason: $0.reason,
                    time: "\($0.time)")
            }, signaturesHold: try await desk.holds(file),
            openings: file.openings.map { Opening(officer: $0.officer, purpose: $0.purpose, time: "\($0.time)") },
            findings: file.findings.map { [$0.check, $0.result, $0.detail] })
        if json { return try Output.json(shown) }
        print(shown.subject.text)
        print("enrolled by \(shown.subject.enrolledBy) at \(shown.subject.station), number \(shown.subject.sequence)")
        print("account: \(file.account.map { "\($0)" } ?? "none")")
        for finding in file.findings { print("found: \(finding.check) \(finding.result): \(finding.detail)") }
        for decision in shown.decisions {
            print(
                [decision.time, decision.officer, decision.decision, decision.reason].compactMap { $0 }
                    .joined(separator: " "))
        }
        if !shown.signaturesHold { print("A DECISION IS NOT SIGNED BY WHO IS SAID TO HAVE MADE IT") }
        for opening in shown.openings { print("\(opening.time) \(opening.officer) looked: \(opening.purpose)") }
    }
}
