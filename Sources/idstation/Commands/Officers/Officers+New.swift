import ArgumentParser
import Foundation
import Registry

extension Officers {
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an officer's keys, for the registry to admit him.",
            discussion: """
                The file holds his public keys, and his private ones under the password. Only the password opens them: \
                who forgets it makes new keys and is admitted again. What he may do and where is the registry's to say.
                """)

        @Option(help: "His identity at the authority, a-z, 0-9 and hyphens; not his name.")
        var id: String

        @Option(help: "His name, for the screen in front of him.")
        var name: String

        @Option(help: ArgumentHelp("Where the file goes; must not be there yet.", valueName: "file"))
        var out: String

        @Option(
            help: ArgumentHelp(
                "EF.DG15 of his own chip card, as idstation read --out leaves it (DG15.bin): he must lay the card down to sign in.",
                valueName: "file"))
        var cardKey: String?

        @OptionGroup var password: PasswordOption

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            guard Officer.isID(id) else { throw ValidationError("an id is 1 to 32 of a-z, 0-9 and hyphens") }
        }

        func run() async throws {
            try await report(json: json) {
                let key = try cardKey.map { ContentDigest(of: try Self.bytes($0)) }
                let password = try password.read(twice: true)
                let application = try ApplicationFile.make {
                    try OfficerApplication.make(id: id, name: name, password: password, cardKey: key)
                }
                try ApplicationFile.write(application, to: out)
                if json { return try Console.json(["id": id, "out": out]) }
                print("keys of \(id) in \(out)")
                Console.note("Bring the file to the registry: idregistry officer admit REGISTRY \(out) --role officer")
            }
        }

        private static func bytes(_ path: String) throws -> [UInt8] {
            guard let handle = FileHandle(forReadingAtPath: path), let data = try handle.read(upToCount: 1 << 16),
                data.first == 0x6F
            else {
                throw Failure(
                    .usage, code: "file-unreadable", "\(path) is no EF.DG15",
                    remedy: "Read the card with idstation read --out, and give DG15.bin.")
            }
            return Array(data)
        }
    }
}
