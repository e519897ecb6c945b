import ArgumentParser
import Enrollment
import Foundation
import Registry

extension Officers {
    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Signs an officer in by his password, and out again: whether he can work here.",
            discussion: """
                A wrong password counts as anywhere else, and after some of them the station waits. Exit status 15: he \
                cannot sign in. An officer with a card of his own gets as far as the card.
                """)

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Option(help: "His identity.")
        var id: String

        @OptionGroup var password: PasswordOption

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let now = Timestamp(Date())
                let desk = try folder.officerDesk(at: now)
                let signedIn = try desk.signIn(
                    id: id, password: try password.read(), card: nil, at: now)
                try folder.auditLog().append("sign-out", officer: signedIn.officer.id, subject: nil, at: now)
                if json { return try Console.json(["id": id, "role": signedIn.officer.role.rawValue]) }
                print("\(signedIn.officer) can work here")
            }
        }
    }
}
