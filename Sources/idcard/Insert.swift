import ArgumentParser
import VirtualCard

struct Insert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a card into a virtual reader and answers for it until it is taken out.",
        discussion: """
            Interrupt it (Ctrl-C) to take the card out. It says “inserted” when the reader has given power.

            Several cards take turns, each for --stay seconds with --pause seconds between them:
              idcard insert cards/* --reader unix:/run/chip-id/reader-0.sock --stay 2 --pause 0.5 --rounds 100

            With --run the card stays as long as the command runs, and the exit status is the command's. {can} and {mrz} in it \
            become the card's:
              idcard insert card --run idstation read --can {can} --out out
            """)

    @Argument(help: ArgumentHelp("The cards' folders.", valueName: "card"))
    var cards: [String]

    @Option(help: ReaderOption.help)
    var reader: String?

    @Option(
        help: ArgumentHelp(
            "What goes wrong and when, as often as wanted: leave@40, status:6B00@read#3, flip:17@every:10, delay:900@5+.",
            valueName: "fault"))
    var fault: [String] = []

    @Option(help: ArgumentHelp("Take each card out after so long.", valueName: "seconds"))
    var stay: Double?

    @Option(help: ArgumentHelp("Leave the reader empty for so long between two cards.", valueName: "seconds"))
    var pause = 1.0

    @Option(help: ArgumentHelp("How often all cards have their turn.", valueName: "times"))
    var rounds = 1

    @Option(
        name: .customLong("run"), parsing: .remaining,
        help: ArgumentHelp(
            "Run this while the card is in the reader; all that follows belongs to it.", valueName: "command"))
    var command: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let unknown = fault.first(where: { CardFault($0) == nil }) {
            throw ValidationError("unknown fault \(unknown)")
        }
        guard (stay.map { (0.01...86_400).contains($0) } ?? true), (0...86_400).contains(pause), rounds > 0 else {
            throw ValidationError("--stay and --pause take up to 86400 seconds, --rounds 1 or more")
        }
        guard stay != nil || cards.count == 1 && rounds == 1 else {
            throw ValidationError("several cards, or several rounds, need --stay")
        }
        guard command.isEmpty || stay == nil else { throw ValidationError("--run and --stay exclude each other") }
    }

    func run() async throws {
        let address = try ReaderOption.parse(reader)
        let images = try cards.map { path in
            var image = try CardFolder.load(path)
            image.behaviour.faults += fault.compactMap { CardFault($0) }
            return image
        }
        let turns = Stay(address, json: json)
        if let image = images.first, !command.isEmpty {
            let command = command.map {
                $0.replacing("{can}", with: image.can).replacing("{mrz}", with: image.mrzInformation)
            }
            return try await turns.serve(VirtualCard(image), during: command)
        }
        for round in 0..<rounds {
            for (index, image) in images.enumerated() {
                if round + index > 0, await !turns.wait(for: .seconds(pause)) { return }
                let end = try await turns.serve(VirtualCard(image), for: stay.map { .seconds($0) })
                guard end == .removed, !turns.isInterrupted else { return }
            }
        }
    }
}
