import ArgumentParser
import Enrollment
import Foundation
import Registry

extension Officers {
    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Locks an officer's keys with a new password, for the registry to admit him by.",
            discussion: """
                His keys stay the same. The old password counts until the registry's next roster is here, and for ever \
                with an old roster that somebody kept: who has lost a password to others needs new keys. Two lines of \
                standard input with --password -: the old one, the new one.
                """)

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Option(help: "His identity.")
        var id: String

        @Option(help: ArgumentHelp("Where the file goes; must not be there yet.", valueName: "file"))
        var out: String

        @OptionGroup var password: PasswordOption

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let now = Timestamp(Date())
                let old = try password.read(prompt: "old password: ")
                let new = try password.read(prompt: "new password: ", twice: true)
                let desk = try StationFolder.load(station).officerDesk(at: now)
                let application = try ApplicationFile.make {
                    try desk.application(id: id, password: old, newPassword: new, at: now)
                }
                try ApplicationFile.write(application, to: out)
                if json { return try Console.json(["id": id, "out": out]) }
                print("keys of \(id) in \(out)")
                Console.note(
                    "Bring the file to the registry: idregistry officer admit REGISTRY \(out) --role … "
                        + "with the role and stations that you have")
            }
        }
    }
}
