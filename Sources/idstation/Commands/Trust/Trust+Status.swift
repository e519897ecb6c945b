import ArgumentParser
import DocumentPKI
import Foundation

extension Trust {
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what is trusted, how old it is, what ends soon, and what somebody should do.",
            discussion: "The exit status is 0 where nothing is to be done, 11 where something wants attention.")

        @OptionGroup var location: TrustLocation

        @Option(help: ArgumentHelp("What counts as soon.", valueName: "days"))
        var within = 90

        @Option(help: ArgumentHelp("What counts as old for a list, an LDIF or a bundle.", valueName: "days"))
        var age = 180

        @Flag(help: "Print JSON.")
        var json = false

        func validate() throws {
            guard (0...10_000).contains(within), (1...10_000).contains(age) else {
                throw ValidationError("--within and --age take days")
            }
        }

        func run() async throws {
            try await report(json: json) {
                var limits = TrustStatus.Limits()
                (limits.soon, limits.old) = (Double(within) * 86_400, Double(age) * 86_400)
                let status = TrustStatus(try TrustFolder(location.path).contents(), at: Date(), limits: limits)
                let output = TrustStatusOutput(status)
                if json { try Console.json(output) } else { output.lines.forEach { print($0) } }
                if !status.warnings.isEmpty { throw ExitStatus.trustAttention.code }
            }
        }
    }
}
