import ArgumentParser
import Foundation
import VirtualCard

struct Populate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Personalises the cards of many synthetic citizens.",
        discussion: """
            Same country, profile, seed and date, same bytes. A thousand cards lie in a folder, OUT/0012/0012345, each as \
            issue makes it; OUT/cards.tsv lists them with CAN, MRZ information and QR text. Cards share the country's RSA \
            keys for Active Authentication.
            """)

    @Argument(help: ArgumentHelp("The demo country's folder, made by country or issue.", valueName: "country"))
    var country: String

    @Option(help: ArgumentHelp("Where the cards' folders go.", valueName: "folder"))
    var out: String

    @Option(help: "How many.")
    var count: Int

    @Option(help: "Which citizens.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The kind of card: a name of idcard profiles, or a YAML file.", valueName: "profile"))
    var profile = "cccd-2021"

    @Option(help: ArgumentHelp("When the cards are signed; when the country was made if not given.", valueName: "date"))
    var at: String?

    @Option(help: "How many are made at the same time; as many as the machine has cores if not given.")
    var jobs: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (1...Population.largest).contains(count) else {
            throw ValidationError("--count takes 1 to \(Population.largest)")
        }
        guard (1...256).contains(jobs ?? 1) else { throw ValidationError("--jobs takes 1 to 256") }
        if let at, DayOption.parse(at) == nil { throw ValidationError("--at takes a day, 2026-07-01") }
    }

    func run() async throws {
        guard DemoCountry.isThere(country) else {
            throw ValidationError("there is no country in \(country); idcard country makes one")
        }
        let country = try DemoCountry.load(folder: country)
        let bureau = try PersonalisationBureau(
            country, ProfileFile.load(profile), seed: seed, at: at.flatMap { DayOption.parse($0) } ?? country.time)
        let start = ContinuousClock.now
        let lines = try await make(bureau)
        let list = "card\tcan\tmrz-information\tqr\n" + lines.joined()
        try Data(list.utf8).write(to: URL(filePath: out).appending(path: "cards.tsv"), options: .atomic)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let rate = Double(count) / max(seconds, 0.001)
        print(
            json
                ? "{\"cards\":\(count),\"seconds\":\(Self.rounded(seconds)),\"cardsPerSecond\":\(Self.rounded(rate))}"
                : "\(count) cards in \(out), \(Self.rounded(seconds)) s, \(Int(rate)) a second")
    }

    private static func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    /// Makes all cards; the result is the list's line of each.
    private func make(_ bureau: PersonalisationBureau) async throws -> [String] {
        let (out, count) = (URL(filePath: out), count)
        let jobs = min(count, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        return try await withThrowingTaskGroup(of: [(Int, String)].self) { group in
            for job in 0..<jobs {
                group.addTask {
                    var made: [(Int, String)] = []
                    for index in stride(from: job, to: count, by: jobs) where !Task.isCancelled {
                        let (citizen, image) = try bureau.card(index)
                        let path = PersonalisationBureau.path(index)
                        try image.write(to: out.appending(path: path))
                        made.append((index, "\(path)\t\(image.can)\t\(image.mrzInformation)\t\(citizen.qrText)\n"))
                    }
                    return made
                }
            }
            return try await group.reduce(into: [String](repeating: "", count: count)) { lines, made in
                for (index, line) in made { lines[index] = line }
            }
        }
    }
}
