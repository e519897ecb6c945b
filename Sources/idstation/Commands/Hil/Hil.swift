import ArgumentParser

/// The bench: a conformance suite for a card and a reader, virtual or real.
struct Hil: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hil",
        abstract: "Tests a card and a reader case by case, in the manner of BSI TR-03105.",
        discussion: """
            Each case says what it does and what must happen; docs/conformance.md lists them. The report holds headers, \
            lengths and status words, and nothing of a person.

              idstation hil list
              idstation hil run --can 123456 --mrz … --html report.html --junit report.xml
              idstation hil run --reader "ACS ACR1252" --suite reader --can 123456 --interactive
              idstation hil run --can 123456 --state run.jsonl          # Ctrl-C ends it after the running case
              idstation hil run --can 123456 --state run.jsonl --resume
              idstation hil report --state run.jsonl --html report.html
              idstation hil run --suite reader --can 123456 --learn readers.yaml

            Exit status 12 says that a case failed, 13 that cases are missing because the run was ended.
            """,
        subcommands: [HilRun.self, HilList.self, HilReport.self])
}
