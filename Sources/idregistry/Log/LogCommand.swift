import ArgumentParser

/// The transparency log, from inside and from outside.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Checks the transparency log.",
        discussion: """
            Exit status 17: somebody changed what was written. Exit status 7: the log could not be reached.
            """,
        subcommands: [LogVerifying.self, LogMonitoring.self])

    /// The log does not hold together.
    static let broken = ExitCode(17)
    /// The log could not be reached.
    static let unreachable = ExitCode(7)
}
