import ArgumentParser
import Foundation
import Registry

struct AccountClosingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Takes an officer's word that an account is to be closed, signed by his key.",
        discussion: """
            Two different officers who give the same reason close it, and neither is the one who enrolled its last record. \
            Reasons are those of the policy, adjudication.json; by default holder-deceased, holder-asked, duplicate-account, \
            fraud-proven. Standard input has the number's line before the password's, where both come from there.
            """)

    @OptionGroup var registry: RegistryLocation

    @OptionGroup var number: NumberOption

    @Option(help: "Why.")
    var reason: String

    @Option(help: "The officer who says so.")
    var officer: String

    @OptionGroup var secret: PasswordOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let number = try number.read()
        let state = try await registry.load().accountDesk().close(
            personalNumber: number, reason: reason, as: officer, password: secret.read(), at: Timestamp(Date()))
        try Output.tell(
            state == .closed ? "the account is closed" : "another officer must say so too: \(state.rawValue)",
            ["state": state.rawValue], json: json)
    }
}
