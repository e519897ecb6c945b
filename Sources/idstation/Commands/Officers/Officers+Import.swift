import ArgumentParser
import Enrollment
import Foundation
import Registry

extension Officers {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a roster of the registry, from a file or from the registry itself.",
            discussion: """
                A roster is taken where a signer of the station's registry signed it, it is newer than the one here, and \
                it has not expired.
                """)

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Argument(help: ArgumentHelp("The roster; asked of the registry if not given.", valueName: "file"))
        var file: String?

        @Flag(help: "Print JSON.")
        var json = false

        private struct Taken: Encodable {
            let number: Int
            let expires: String
            let officers: Int
            let isNew: Bool
        }

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let bytes = try await fetch(folder)
                let now = Timestamp(Date())
                let (roster, isNew) = try folder.officerDesk(at: now).take(roster: bytes, at: now)
                let taken = Taken(
                    number: roster.number, expires: "\(roster.expires)", officers: roster.officers.count, isNew: isNew)
                if json { return try Console.json(taken) }
                let state = isNew ? "taken" : "here already"
                print("roster \(taken.number) \(state): \(taken.officers) officers, until \(taken.expires)")
            }
        }

        private func fetch(_ folder: StationFolder) async throws -> [UInt8] {
            if let file {
                guard let handle = FileHandle(forReadingAtPath: file),
                    let data = try handle.read(upToCount: Roster.maximumSize + 1)
                else {
                    throw Failure(
                        .usage, code: "file-unreadable", "\(file) cannot be read",
                        remedy: "Nothing was taken. Look at the name.")
                }
                return Array(data)
            }
            return try await RegistryCall.make(of: folder) { try await $0.roster() }
        }
    }
}
