import ArgumentParser

/// The station: reads a chip ID card, proves it genuine, enrolls its holder and forwards the record.
@main
struct IDStation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idstation",
        abstract: "Reads a chip ID card, proves it genuine, enrolls its holder and forwards the record.",
        discussion: """
            A card opens with its CAN (on a Vietnamese card the last six digits of the personal number) or with its \
            machine readable zone.

              idstation readers
              idstation read --can 123456 --out card/ --timing
              idstation verify --can 123456 --trust trust/
              idstation enroll --station station/ --can 123456 --phone 0912345678 --consent
              idstation forward --station station/
              idstation trust status --station station/
              idstation doctor --station station/
              idstation identity show --station station/
              idstation officer try --station station/ --id o-17
              idstation audit check --station station/
              idstation hil run --can 123456 --html report.html

            \(ExitStatus.help)
            """,
        subcommands: [
            Readers.self, Read.self, Verify.self, Policy.self, Trust.self, ProcedureCommand.self, Enroll.self,
            Forward.self, Serve.self, ConfigCommand.self, Doctor.self, Backup.self, Restore.self, Decommission.self,
            Identity.self, Officers.self, Audit.self, Hil.self,
        ])
}
