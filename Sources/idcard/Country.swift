import ArgumentParser
import Foundation
import LDS
import VirtualCard

struct Country: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a whole demo country: all its keys and certificates, and what it publishes.",
        discussion: """
            A CSCA and the older one that it succeeds with a link certificate, a document signer, the authorities for \
            Terminal Authentication, a revocation list and a master list. Stations trust COUNTRY/trust; COUNTRY/terminal \
            is for idstation --terminal. With --seed the same seed and date give the same bytes, and whoever knows the \
            seed knows the keys.
            """)

    @Argument(help: ArgumentHelp("The folder, which has no country yet.", valueName: "country"))
    var folder: String

    @Option(help: "The keys that this number decides; fresh ones if not given.")
    var seed: UInt64?

    @Option(help: ArgumentHelp("When it was made; with --seed 2026-07-01 if not given, else now.", valueName: "date"))
    var at: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let at, DayOption.parse(at) == nil { throw ValidationError("--at takes a day, 2026-07-01") }
    }

    func run() throws {
        guard !DemoCountry.isThere(folder) else { throw ValidationError("there is a country in \(folder) already") }
        let time = at.flatMap { DayOption.parse($0) } ?? (seed == nil ? Date() : DayOption.reference)
        try DemoState.make(seed: seed, at: time).write(to: URL(filePath: folder))
        let files = [
            "country": folder, "trust": "\(folder)/trust", "terminal": "\(folder)/terminal",
            "masterList": "\(folder)/master-list.ml", "revocationList": "\(folder)/csca.crl",
        ]
        print(
            json
                ? try Console.json(files)
                : "a country in \(folder): stations trust \(folder)/trust, terminals take \(folder)/terminal")
    }
}

/// A day, at its beginning in UTC.
enum DayOption {
    /// When seeded countries were made, where nothing else is said: a fixed day, so that they stay the same.
    static let reference = Date(timeIntervalSince1970: 1_782_864_000)

    static func date(of day: Date) -> CalendarDate {
        CalendarDate(daysSince1970: Int((day.timeIntervalSince1970 / 86_400).rounded(.down)))
    }

    static func parse(_ text: String) -> Date? {
        try? Date(text, strategy: Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())
    }
}
