import ArgumentParser
import PCSC
import SmartCard

struct Readers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the card readers and what is in them.")

    @Flag(help: "Print JSON.")
    var json = false

    private struct Line: Encodable {
        let name: String
        let card: Bool
        let mute: Bool
        let answerToReset: String
    }

    func run() async throws {
        try await report(json: json) {
            let readers = try await SmartCardService().readers()
            if json {
                try Console.json(
                    readers.map {
                        Line(
                            name: $0.name, card: $0.state.isCardPresent, mute: $0.state.isCardMute,
                            answerToReset: Hex.string($0.state.answerToReset))
                    })
                return
            }
            if readers.isEmpty { Console.note("no reader is connected; plug one in") }
            for reader in readers {
                let card =
                    !reader.state.isCardPresent
                    ? "empty"
                    : reader.state.isCardMute
                        ? "a card that does not answer" : "a card, ATR \(Hex.string(reader.state.answerToReset))"
                print("\(reader.name): \(card)")
            }
        }
    }
}
