import ArgumentParser
import Registry

/// Records one by one.
struct Records: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Shows a record, writes it as a file, and verifies such a file.",
        discussion: """
            The file is an ASiC-S (ETSI EN 319 162-1): a ZIP with the record's manifest and the station's signature over it, \
            which other programs verify too. Nothing of it says who the record is about.

              idregistry record show registry/ 0190b2a4-7c00-7000-8000-000000000001
              idregistry record export registry/ 0190b2a4-7c00-7000-8000-000000000001 --out record.asics
              idregistry record verify record.asics --trust station-ca.pem
            """,
        subcommands: [RecordShowing.self, RecordExporting.self, RecordVerifying.self])
}

/// Which record of which registry.
struct RecordChoice: ParsableArguments {
    @OptionGroup var registry: RegistryLocation

    @Argument(help: ArgumentHelp("The record's id.", valueName: "record-id"))
    var id: String

    func validate() throws {
        guard RecordID(id) != nil else { throw ValidationError("\(id) is no record's id") }
    }

    /// The record, which must be there.
    func load() async throws -> KeptRecord {
        guard let id = RecordID(id), let record = try await registry.load().storage().record(id) else {
            throw ValidationError("the registry has no record \(id)")
        }
        return record
    }
}
