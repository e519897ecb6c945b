import ArgumentParser
import Foundation
import SmartCard
import VirtualCard

struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays a recorded reading back as a card in a virtual reader.",
        discussion: """
            A full trace (idstation read --trace FILE --unsafe-full) is played exactly, byte for byte, to a station that \
            takes its random numbers: idstation read --unsafe-numbers-of FILE.

            A redacted trace has no bytes. With --card, a card that idcard issued stumbles where the recorded one did: same \
            status words, short answers and departures, at the same commands, for any station.
            """)

    @Argument(help: ArgumentHelp("The trace.", valueName: "file"))
    var trace: String

    @Option(help: ReaderOption.help)
    var reader: String?

    @Option(help: ArgumentHelp("The folder of a card that imitates the recorded one.", valueName: "card"))
    var card: String?

    @Flag(help: "Answer as late as the recorded card did.")
    var keepTime = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let address = try ReaderOption.parse(reader)
        let stay = Stay(address, json: json)
        do {
            guard let data = FileManager.default.contents(atPath: trace) else {
                throw ValidationError("there is no trace in \(trace)")
            }
            let recorded = try Trace(parsing: String(decoding: data, as: UTF8.self))
            if let card {
                let virtual = VirtualCard(try CardFolder.load(card))
                try await stay.serve(ImitatingCard(recorded, by: virtual, keepsTime: keepTime))
            } else {
                let replayed = try ReplayedCard(recorded, keepsTime: keepTime) { event in
                    switch event {
                    case .diverged(let number):
                        Console.note("command \(number) is not the recorded one; the card answers 6F00 from here on")
                    case .ended: Console.note("all was played")
                    }
                }
                try await stay.serve(replayed)
            }
        } catch let error as SmartCardError {
            Console.note("\(error)")
            throw ExitCode(1)
        }
    }
}
