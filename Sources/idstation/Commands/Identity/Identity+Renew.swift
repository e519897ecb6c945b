import ArgumentParser
import Enrollment
import Foundation

extension Identity {
    struct Renew: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gets new certificates from the registry before the present ones end.",
            discussion: """
                idstation serve does so by itself from two thirds of their life on. In the first half of it the registry \
                gives no others for the same keys. What was signed before stays as it is.
                """)

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Flag(help: "Make new keys as well; only where keys are files.")
        var freshKeys = false

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let renewed = try await RegistryCall.make(of: folder) { client in
                    try await folder.renewIdentity(freshKeys: freshKeys, over: client, at: Date())
                }
                let what = renewed == nil ? "not due yet, nothing changed" : "certificates renewed"
                try IdentityOutput(folder, isRenewed: renewed != nil).tell(
                    "station \(folder.station): \(what)", json: json)
            }
        }
    }
}
