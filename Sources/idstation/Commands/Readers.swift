import ArgumentParser
import PCSC
import ReaderCatalogue
import SmartCard

struct Readers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the card readers and what is in them.")

    @OptionGroup var quirks: ReaderQuirksOption

    @Flag(help: "Print JSON.")
    var json = false

    private struct Line: Encodable {
        let name: String
        let card: Bool
        let mute: Bool
        let answerToReset: String
        /// What is known of the reader by its name: the entry, and its quirks.
        let knownAs: String?
        let quirks: [String: String]?
    }

    func run() async throws {
        try await report(json: json) {
            let known = try quirks.load()
            let readers = try await SmartCardService().readers()
            if json {
                try Console.json(
                    readers.map { reader in
                        let entry = known.entry(for: ReaderIdentity(name: reader.name))
                        return Line(
                            name: reader.name, card: reader.state.isCardPresent, mute: reader.state.isCardMute,
                            answerToReset: Hex.string(reader.state.answerToReset), knownAs: entry?.id,
                            quirks: entry.map { Self.texts($0.quirks) })
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
                if let entry = known.entry(for: ReaderIdentity(name: reader.name)) {
                    print("  known as \(entry.id): \(entry.quirks)")
                }
            }
        }
    }

    private static func texts(_ quirks: ReaderQuirks) -> [String: String] {
        var texts: [String: String] = [:]
        for field in ReaderQuirks.Field.allCases { texts[field.rawValue] = quirks.text(field) }
        return texts
    }
}
