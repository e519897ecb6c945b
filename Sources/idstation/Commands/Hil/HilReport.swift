import ArgumentParser
import Conformance
import Foundation

struct HilReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Makes the reports of a kept run once more, without a card.")

    @Option(help: ArgumentHelp("The kept run.", valueName: "file"))
    var state: String

    @OptionGroup var outputs: HilOutputs

    func run() async throws {
        try await report(json: outputs.json) {
            let report = RunReport(try StateFile.load(state))
            try outputs.write(report)
            try outputs.end(report)
        }
    }
}
