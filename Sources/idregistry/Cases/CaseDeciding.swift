import ArgumentParser
import Foundation
import Registry

struct CaseDeciding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Takes an officer's decision about a case, signed by his key.",
        discussion: """
            Two officers who agree end a case. Reasons are those of the policy, adjudication.json; by default \
            duplicate-account, phone-not-the-holders, papers-not-sufficient, portrait-not-the-holder, data-wrong, \
            fraud-suspected.
            """)

    @OptionGroup var registry: RegistryLocation

    @Argument(help: "The case's number.")
    var number: Int

    @Flag(help: "Approve.")
    var approve = false

    @Option(help: "Reject, for this reason.")
    var reject: String?

    @Option(help: "Ask the citizen for a correction, for this reason.")
    var correct: String?

    @Option(help: "The officer who decides.")
    var officer: String

    @OptionGroup var secret: PasswordOption

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard [approve, reject != nil, correct != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("give one of --approve, --reject and --correct")
        }
    }

    func run() async throws {
        let verdict: CaseDecision.Verdict = approve ? .approve : reject != nil ? .reject : .correct
        let state = try await registry.load().caseDesk().decide(
            number, verdict, reason: reject ?? correct, as: officer, password: secret.read(), at: Timestamp(Date()))
        try Output.tell(
            "case \(number): \(state.rawValue)", ["case": "\(number)", "state": state.rawValue], json: json)
    }
}
