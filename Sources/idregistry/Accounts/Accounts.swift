import ArgumentParser

/// Electronic-identity accounts.
struct Accounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Shows an account and its history, and closes one.",
        discussion: """
            The registry keeps no personal number: it is hashed under its key and looked up so. docs/adjudication.md says more.

              idregistry account show registry/ --number -
              idregistry account close registry/ --number - --reason holder-deceased --officer o-17
            """,
        subcommands: [AccountShowing.self, AccountClosingCommand.self])
}
