import ArgumentParser
import Foundation
import Registry

struct RecordShowing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows what the registry has of a record, its receipt included.",
        discussion: "Nothing says who it is about.")

    @OptionGroup var choice: RecordChoice

    @Flag(help: "Print JSON.")
    var json = false

    private struct Shown: Encodable {
        let record: String
        let station: String
        let sequence: Int
        let digest: String
        let received: String
        /// `accepted`, or the code of the refusal.
        let verdict: String
        let state: String?
        let reason: String?
        /// The trace of the card's reading, by which the logs of station and registry tell more.
        let trace: String?
        /// The receipt as its station got it.
        let receipt: String?

        init(_ kept: KeptRecord) throws {
            let manifest = try RecordManifest(parsing: kept.signed.manifest)
            record = manifest.record.text
            station = manifest.station.text
            sequence = manifest.sequence
            digest = kept.signed.digest.text
            received = "\(kept.received)"
            switch kept.verdict {
            case .accepted(let bytes): (verdict, receipt) = ("accepted", String(decoding: bytes, as: UTF8.self))
            case .refused(let problem): (verdict, receipt) = (problem.code.rawValue, nil)
            }
            state = kept.state?.rawValue
            reason = kept.reason
            trace = kept.trace
        }

        var lines: [String] {
            [
                "record    \(record), number \(sequence) of station \(station)", "manifest  \(digest)",
                "received  \(received): \(verdict)",
                state.map { "state     \($0)" + (reason.map { ": \($0)" } ?? "") }, trace.map { "trace     \($0)" },
            ].compactMap { $0 } + (receipt.map { ["receipt", "", $0] } ?? [])
        }
    }

    func run() async throws {
        let shown = try Shown(await choice.load())
        if json { return try Output.json(shown) }
        for line in shown.lines { print(line) }
    }
}
