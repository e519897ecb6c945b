import ArgumentParser
import Registry

struct AccountShowing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows the state, the level and the history of a citizen's account.",
        discussion: "The registry keeps no personal number: it is hashed under its key and looked up so.")

    @OptionGroup var registry: RegistryLocation

    @OptionGroup var number: NumberOption

    @Flag(help: "Print JSON.")
    var json = false

    private struct Entry: Encodable {
        let change: String
        let state: String
        let level: Int
        let record: String
        let time: String
    }

    private struct Closing: Encodable {
        let officer: String
        let role: String
        let reason: String
        let time: String
        /// Whether it is over the account as it stands.
        let counts: Bool
    }

    private struct Shown: Encodable {
        let state: String?
        let level: Int?
        let history: [Entry]
        let closings: [Closing]
        let signaturesHold: Bool
    }

    func run() async throws {
        let desk = try registry.load().accountDesk()
        let account = try await desk.account(personalNumber: number.read())
        var hold = true
        if let account { hold = try await desk.holds(account) }
        let shown = Shown(
            state: account?.status.state.rawValue, level: account?.status.level,
            history: (account?.history ?? []).map {
                Entry(
                    change: $0.change, state: $0.status.state.rawValue, level: $0.status.level, record: $0.record,
                    time: "\($0.time)")
            },
            closings: (account?.closings ?? []).map {
                Closing(
                    officer: $0.officer, role: $0.role.rawValue, reason: $0.reason, time: "\($0.time)",
                    counts: $0.record == account?.record.digest)
            }, signaturesHold: hold)
        if json { return try Output.json(shown) }
        print(account.map { "\($0.status)" } ?? "no account")
        for entry in shown.history {
            print("\(entry.time) \(entry.change): \(entry.state), level \(entry.level), record \(entry.record)")
        }
        for word in shown.closings {
            print(
                "\(word.time) \(word.officer) closes it: \(word.reason)\(word.counts ? "" : " (over an earlier record)")"
            )
        }
        if !shown.signaturesHold { print("A WORD IS NOT SIGNED BY WHO IS SAID TO HAVE GIVEN IT") }
    }
}
