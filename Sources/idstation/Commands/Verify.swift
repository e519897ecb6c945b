import ArgumentParser
import DocumentPKI
import Foundation

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads a card and says whether it is genuine.",
        discussion: """
            The trust folder holds the CSCA certificates (.pem, .crt, .cer, .der) of the states whose cards you accept. \
            Three answers are possible: genuine, not genuine, could not be checked.
            """)

    @OptionGroup var card: CardOptions

    @Option(help: ArgumentHelp("Folder of trusted CSCA certificates.", valueName: "folder"))
    var trust: String

    @Flag(help: "Print time, exchanges and bytes of each step.")
    var timing = false

    @Flag(help: "Print JSON, the parsed data included.")
    var json = false

    func run() async throws {
        try await report(json: json) {
            let loading = try TrustStore.load(folder: trust)
            for refused in loading.refused { Console.note("trust: \(refused.file) left out: \(refused.reason)") }
            let progress = ReadProgress()
            let reading = try await Desk().read(card.request(trust: loading.store)) { progress.show($0) }
            let verification = Verification(reading)
            let output = VerificationOutput(verification, reading, timing: timing)
            if json {
                try Console.json(output)
            } else {
                for line in output.lines { print(line) }
                if let timing = output.document.timing { print(timing.table) }
                print(output.sentence)
            }
            if verification.status != .success { throw verification.status.code }
        }
    }
}
