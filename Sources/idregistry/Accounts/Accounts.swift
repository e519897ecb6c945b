import ArgumentParser
import Foundation
import Registry

/// Electronic-identity accounts.
struct Accounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Shows an account and its history.", subcommands: [AccountShowing.self])
}

struct AccountShowing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows the state, the level and the history of a citizen's account.",
        discussion: "The registry keeps no personal number: it is hashed under its key and looked up so.")

    @OptionGroup var registry: RegistryLocation

    @Option(
        help: ArgumentHelp(
            "The personal number: “-” reads it from standard input, and nothing else is taken.", valueName: "-"))
    var number: String

    @Flag(help: "Print JSON.")
    var json = false

    private struct Entry: Encodable {
        let change: String
        let state: String
        let level: Int
        let record: String
        let time: String
    }

    private struct Shown: Encodable {
        let state: String?
        let level: Int?
        let history: [Entry]
    }

    func validate() throws {
        guard number == "-" else {
            throw ValidationError("--number takes - only: other users see a command's arguments.")
        }
    }

    func run() async throws {
        let line = readLine() ?? ""
        let account = try await registry.load().account(
            personalNumber: line.trimmingCharacters(in: .whitespacesAndNewlines))
        let history = (account?.history ?? []).map {
            Entry(
                change: $0.change, state: $0.status.state.rawValue, level: $0.status.level, record: $0.record,
                time: "\($0.time)")
        }
        if json {
            return try Output.json(
                Shown(state: account?.status.state.rawValue, level: account?.status.level, history: history))
        }
        print(account.map { "\($0.status)" } ?? "no account")
        for entry in history {
            print("\(entry.time) \(entry.change): \(entry.state), level \(entry.level), record \(entry.record)")
        }
    }
}
