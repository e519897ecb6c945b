import ArgumentParser
import Enrollment
import Foundation
import Logging
import Registry

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a station's folder of a backup, and lets it go on behind what the registry has.",
        discussion: """
            A restored station makes no record before it has asked the registry what it has: records that were made after \
            the backup come back from there, and what nobody has is named. Its keys are not in the backup: get a code \
            (idregistry station invite), give it to idstation identity enrol --station FOLDER, which bars the old keys, \
            and run this command again without a file. idstation serve asks by itself.
            """)

    @Argument(help: ArgumentHelp("The backup; without it a restored station goes on.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("The station's folder; with a file it must not be there yet.", valueName: "folder"))
    var station: String

    @Option(
        help: ArgumentHelp(
            "With a file: the officer's file that idstation officer new wrote, whose keys open the backup.",
            valueName: "file"))
    var officer: String?

    @OptionGroup var password: PasswordOption

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (file == nil) == (officer == nil) else {
            throw ValidationError("Name both, the backup and the officer who opens it, or none")
        }
    }

    func run() async throws {
        try await report(json: json) {
            var output = RestoreOutput()
            if let file, let officer { output.restored = .init(try restore(file, officer)) }
            let folder = try StationFolder.load(station)
            if folder.canConnect {
                output.recovered = try await recover(folder).map { .init($0) }
            } else {
                output.needsKeys = true
            }
            output.phase = try folder.store().phase().rawValue
            try output.tell(station, json: json)
        }
    }

    private func restore(_ file: String, _ officer: String) throws -> StationRestore.Restored {
        let reader = try BackupReader(file)
        let owner = try ApplicationFile.read(officer).officer(as: .administrator, at: [])
        let keys: OfficerKeys
        do { keys = try owner.unlock(with: password.read()) } catch let error as RegistryError
            where error.code == .passwordRefused
        {
            throw Failure(
                .officerRefused, code: "backup-locked", error.message,
                remedy: "Nothing was restored. Give the password that he had when his file was written.")
        }
        try reader.unlock(as: owner, with: keys)
        return try StationRestore(reader).restore(to: station)
    }

    private func recover(_ folder: StationFolder) async throws -> StationRecovery.Outcome? {
        let logger = Logger(label: "idstation") { _ in SwiftLogNoOpLogHandler() }
        let store = try folder.store()
        return try await RegistryCall.make(of: folder) { client in
            try await StationRecovery(of: folder, store, client, logger: logger).recover()
        }
    }
}

extension StationFolder {
    /// Whether the station's keys and certificates are here.
    fileprivate var canConnect: Bool {
        (try? registryConfiguration()) != nil && (try? sealer()) != nil
    }
}
