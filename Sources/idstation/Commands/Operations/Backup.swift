import ArgumentParser
import Enrollment
import Foundation
import Registry

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a backup of the station into one file, while it works.",
        discussion: """
            It is encrypted to the administrators that the roster names for this station, and to those named with --to; \
            an administrator's own file and password open it: idstation restore. No private key of the station is in it, \
            so a restored station gets a new one-time code. With --move the station stops here for good first, and the \
            backup is what another machine goes on with.
            """)

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    @Option(help: ArgumentHelp("Where the backup goes; one that is there is replaced.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("An officer's file (officer new) who can open it as well.", valueName: "file"))
    var to: [String] = []

    @Flag(help: "Stop this station for good: nothing is recorded here any more.")
    var move = false

    @Flag(help: "Print JSON.")
    var json = false

    private struct Made: Encodable {
        let backup: String
        let file: String
        let bytes: Int
        let files: Int
        let recipients: [String]
        let leftOut: [String]
        let move: Bool
    }

    func run() async throws {
        try await report(json: json) {
            let folder = try StationFolder.load(station)
            let applications = try to.map { try ApplicationFile.read($0) }
            let made = try StationBackup(of: folder).write(to: out, for: applications, move: move, at: Date())
            if json {
                return try Console.json(
                    Made(
                        backup: made.id.text, file: made.path, bytes: made.size, files: made.files,
                        recipients: made.recipients, leftOut: made.leftOut, move: made.isMove))
            }
            print("backup \(made.id) in \(made.path): \(made.files) files, \(made.size) bytes")
            print("opens for \(made.recipients.joined(separator: ", "))")
            for path in made.leftOut { print("not in it: \(path)") }
            if move {
                Console.note(
                    "station \(folder.station) has stopped here for good. Restore the file on the other machine: "
                        + "idstation restore \(out) --station FOLDER --officer FILE")
            }
        }
    }
}
