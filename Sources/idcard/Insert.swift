import ArgumentParser
import Foundation
import SmartCard
import VirtualCard

struct Insert: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a card into a virtual reader and answers for it until it is taken out.",
        discussion: "Interrupt it (Ctrl-C) to take the card out. It says “inserted” when the reader has given power.")

    @Argument(help: ArgumentHelp("The card's folder.", valueName: "card"))
    var card: String

    @Option(help: "Where the reader waits: unix:/path or tcp:127.0.0.1:port, as in its reader.conf.")
    var reader: String

    @Option(
        help: ArgumentHelp(
            "What goes wrong and when, as often as wanted: leave@40, status:6B00@read#3, flip:17@every:10, delay:900@5+.",
            valueName: "fault"))
    var fault: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard FileManager.default.fileExists(atPath: card + "/card.json") else {
            throw ValidationError("there is no card in \(card); idcard issue makes one")
        }
        guard ReaderAddress(parsing: reader) != nil else {
            throw ValidationError("--reader takes unix:/path or tcp:127.0.0.1:port")
        }
        if let unknown = fault.first(where: { CardFault($0) == nil }) {
            throw ValidationError("unknown fault \(unknown)")
        }
    }

    func run() async throws {
        guard let address = ReaderAddress(parsing: reader) else { return }
        var image = try CardImage(folder: URL(filePath: card))
        image.behaviour.faults += fault.compactMap { CardFault($0) }
        let announced = AnnouncedCard(VirtualCard(image), place: reader, json: json)
        let stay = Task { try await VPCDClient(address).insert(announced) }
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { stay.cancel() }
            source.resume()
            return source
        }
        defer { signals.forEach { $0.cancel() } }
        do {
            switch try await stay.value {
            case .removed: announced.tell("removed", "taken out")
            case .left: announced.tell("left", "left the reader")
            case .readerHungUp: announced.tell("reader-hung-up", "the reader hung up")
            case .turnedAway:
                announced.tell("turned-away", "the reader turned the card away: it has another one")
                throw ExitCode(1)
            }
        } catch let error as SmartCardError {
            FileHandle.standardError.write(Data("idcard: \(error)\n".utf8))
            throw ExitCode(1)
        }
    }
}
