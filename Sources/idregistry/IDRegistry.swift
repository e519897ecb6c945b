import ArgumentParser
import PostgreSQL
import Registry

/// Every command reaches a database on a server, where the registry's folder names one.
@main
enum Program {
    static func main() async {
        let connector = DatabaseConnector { try PostgreSQLDatabase(file: $0) }
        await RegistryFolder.$connector.withValue(connector) { await IDRegistry.main() }
    }
}

/// The registry: takes sealed records from stations, checks them again from the raw bytes, and gives receipts.
struct IDRegistry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idregistry",
        abstract:
            "Takes sealed records from stations, checks them again from the raw bytes, and gives signed receipts.",
        discussion: """
              idregistry init registry/ --trust country/trust
              idregistry enlist registry/ --station demo-001 --out station/
              idregistry serve registry/ --port 8443 --public-port 8444
              idregistry station invite registry/ --station hanoi-003
              idregistry station revoke registry/ --station hanoi-003 --reason lost
              idregistry trust import registry/ DE_ML.ml --pin csca-germany.cer
              idregistry trust bundle registry/ --out registry.bundle
              idregistry procedure bundle registry/ --out procedures.bundle
              idregistry officer admit registry/ o-17.json --role supervisor
              idregistry officer roster registry/ --days 7 --out roster.p7s
              idregistry audit check registry/ --station demo-001
              idregistry bundle import registry/ demo-001.records --out demo-001.receipts
              idregistry reconcile registry/
              idregistry record export registry/ RECORD-ID --out record.asics
              idregistry case list registry/
              idregistry account show registry/ --number -
              idregistry account close registry/ --number - --reason holder-deceased --officer o-17
              idregistry consumer registry/ --name statistics --out statistics/
              idregistry notify registry/ --run packaging/hooks/mail
              idregistry log verify registry/
            """,
        subcommands: [
            Init.self, Enlist.self, Stations.self, Serve.self, Trust.self, ProcedureCommand.self, Officers.self,
            Audit.self, Bundle.self, Reconcile.self, Records.self, Cases.self, Accounts.self, ConsumerMaking.self,
            Notify.self,
            LogCommand.self,
        ])
}
