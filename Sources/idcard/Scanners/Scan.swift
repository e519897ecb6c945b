import ArgumentParser
import Foundation
import VirtualCard
import VirtualScanner

struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A 2D scanner without hardware: sends what is printed on a card.",
        discussion: """
            To standard output, or with --pty as a serial device whose path is told, and linked where --link says. As a \
            device it scans at once, and again for each line of standard input: an empty line scans the card, any other \
            is sent as it is. It ends with its input.

              idcard scan demo/card --as mrz
              idcard scan demo/card --pty --link demo/scanner
            """)

    /// What is scanned.
    enum Kind: String, CaseIterable, ExpressibleByArgument { case qr, mrz, can, number }

    /// What ends a scan.
    enum Ending: String, CaseIterable, ExpressibleByArgument {
        case cr, lf, crlf, none

        var octets: [UInt8] {
            switch self {
            case .cr: [0x0D]
            case .lf: [0x0A]
            case .crlf: [0x0D, 0x0A]
            case .none: []
            }
        }
    }

    @Argument(help: ArgumentHelp("The card's folder.", valueName: "card"))
    var card: String?

    @Option(name: .customLong("as"), help: "What of it: qr, mrz, can or number.")
    var kind = Kind.qr

    @Option(help: ArgumentHelp("Send this in place of a card.", valueName: "text"))
    var text: String?

    @Flag(help: "Be a serial device.")
    var pty = false

    @Option(help: ArgumentHelp("Make a link to the device here.", valueName: "path"))
    var link: String?

    @Option(help: "What ends a scan: cr, lf, crlf or none.")
    var ending = Ending.cr

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (card == nil) != (text == nil) else { throw ValidationError("give a card or --text") }
        guard link == nil || pty else { throw ValidationError("--link needs --pty") }
    }

    func run() async throws {
        let scanned = try text ?? printed()
        guard pty else {
            json ? print(try Console.json(["text": scanned])) : FileHandle.standardOutput.write(Data(octets(scanned)))
            return
        }
        let scanner = try VirtualCodeScanner()
        if let link {
            unlink(link)
            guard symlink(scanner.path, link) == 0 else { throw ValidationError("no link can be made at \(link)") }
        }
        defer { if let link { unlink(link) } }
        Console.tell(json ? try Console.json(["device": scanner.path]) : "scanning at \(scanner.path)")
        try scanner.send(octets(scanned))
        while let line = readLine() { try scanner.send(octets(line.isEmpty ? scanned : line)) }
    }

    private func octets(_ text: String) -> [UInt8] {
        // A zone has lines, and a scanner sends each with its end.
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { Array($0.utf8) + ending.octets }
    }

    private func printed() throws -> String {
        let image = try CardFolder.load(card ?? "")
        let found: String? =
            switch kind {
            case .qr: image.qrText
            case .mrz: image.zoneLines?.joined(separator: "\n")
            case .can: image.can
            case .number: image.qrText.map { String($0.prefix(12)) }
            }
        guard let found, !found.isEmpty else {
            throw ValidationError("the card has nothing of this kind printed on it")
        }
        return found
    }
}
