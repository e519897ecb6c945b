import ArgumentParser
import VirtualCard

struct Insert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a card into a virtual reader and answers for it until it is taken out.",
        discussion: "Interrupt it (Ctrl-C) to take the card out. It says “inserted” when the reader has given power.")

    @Argument(help: ArgumentHelp("The card's folder.", valueName: "card"))
    var card: String

    @Option(help: ReaderOption.help)
    var reader: String

    @Option(
        help: ArgumentHelp(
            "What goes wrong and when, as often as wanted: leave@40, status:6B00@read#3, flip:17@every:10, delay:900@5+.",
            valueName: "fault"))
    var fault: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let unknown = fault.first(where: { CardFault($0) == nil }) {
            throw ValidationError("unknown fault \(unknown)")
        }
    }

    func run() async throws {
        let address = try ReaderOption.parse(reader)
        var image = try CardFolder.load(card)
        image.behaviour.faults += fault.compactMap { CardFault($0) }
        try await Stay.run(VirtualCard(image), in: address, json: json)
    }
}
