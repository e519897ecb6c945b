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
              idregistry serve registry/ --port 8443
              idregistry trust import registry/ DE_ML.ml --pin csca-germany.cer
              idregistry trust bundle registry/ --out registry.bundle
              idregistry procedure bundle registry/ --out procedures.bundle
              idregistry officer admit registry/ o-17.json --role supervisor
              idregistry officer roster registry/ --days 7 --out roster.p7s
              idregistry audit check registry/ --station demo-001
              idregistry log verify registry/
            """,
        subcommands: [
            Init.self, Enlist.self, Serve.self, Trust.self, ProcedureCommand.self, Officers.self, Audit.self,
            LogCommand.self,
        ])
}
