import ArgumentParser

/// Virtual chip cards of citizens who do not exist, for tests, demos and benches.
@main
struct IDCard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idcard",
        abstract: "Makes virtual chip cards and puts them into the virtual reader; stands in for scanners and cameras.",
        discussion: """
            A demo country is made on first use: a CSCA and a document signer that nobody else trusts. Its certificate \
            for the station's trust store is COUNTRY/trust/csca.pem. A whole one is made by idcard country.

              idcard country demo/country --seed 1
              idcard populate demo/country --count 10000 --out demo/cards
              idcard issue --country demo/country --out demo/card --seed 7
              idcard insert demo/card --reader unix:/run/chip-id/reader-0.sock
              idcard publish demo/country --out demo/published --revoke
            """,
        subcommands: [
            Country.self, Issue.self, Populate.self, Insert.self, Replay.self, TestTerminal.self, Profiles.self,
            Publish.self, Scan.self, Fingers.self, Camera.self,
        ])
}
