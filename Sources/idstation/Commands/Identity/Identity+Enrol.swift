import ArgumentParser
import Enrollment
import Foundation
import Registry

extension Identity {
    struct Enrol: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes a new station's folder by a one-time code of the registry, or gives one that is there new keys.",
            discussion: """
                The code, which idregistry station invite prints, says which registry is meant: nothing is told to any other. \
                Keys are made as files unless both are named: pkcs11:… in a token, handle:… or object:… in a TPM, on P-256, \
                two of them. Where it was interrupted, the same command goes on, and the code is not lost. A station that is \
                there already keeps its records and gets certificates for other keys.
                """)

        @Option(help: ArgumentHelp("Where the station's folder goes.", valueName: "folder"))
        var station: String

        @Option(help: ArgumentHelp("The registry's public address, https://host:port.", valueName: "url"))
        var registry: String

        @Option(help: ArgumentHelp("The one-time code; - reads it from standard input.", valueName: "code"))
        var code = "-"

        @Option(help: ArgumentHelp("Where the key for TLS is.", valueName: "address"))
        var tlsKey: String?

        @Option(help: ArgumentHelp("Where the key for signing records is.", valueName: "address"))
        var signingKey: String?

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            guard (tlsKey == nil) == (signingKey == nil) else {
                throw ValidationError("Name both keys, --tls-key and --signing-key, or none")
            }
        }

        func run() async throws {
            try await report(json: json) {
                let (code, held) = (try enrolmentCode(), try heldKeys())
                let folder = try await RegistryCall.told { () async throws -> StationFolder in
                    let client = try EnrolmentClient(address: registry)
                    guard FileManager.default.fileExists(atPath: "\(station)/station.json") else {
                        return try await NewStation(at: station, held: held).enrol(by: code, over: client, at: Date())
                    }
                    let folder = try StationFolder.load(station)
                    _ = try await folder.enrolAgain(by: code, over: client, held: held, at: Date())
                    return folder
                }
                try IdentityOutput(folder).tell("station \(folder.station) in \(station)", json: json)
            }
        }

        private func enrolmentCode() throws -> EnrolmentCode {
            let text = code == "-" ? readLine() ?? "" : code
            guard let code = EnrolmentCode(text) else {
                throw Failure(
                    .usage, code: "code-malformed", "this is no code: a character is wrong or missing",
                    remedy: "Compare it with what idregistry station invite printed: ten groups of four.")
            }
            return code
        }

        private func heldKeys() throws -> (tls: KeyLocation, signing: KeyLocation)? {
            guard let tlsKey, let signingKey else { return nil }
            return (try Self.location(tlsKey), try Self.location(signingKey))
        }

        private static func location(_ text: String) throws -> KeyLocation {
            guard let location = KeyLocation(text), location.kind != "file" else {
                throw Failure(
                    .usage, code: "key-address-malformed", "a key's address begins with pkcs11:, handle: or object:",
                    remedy: "Leave both addresses out for keys in files.")
            }
            return location
        }
    }
}
