import CardCrypto
import Conformance
import EMRTD
import Foundation
import LDS
import SmartCard
import VirtualCard

/// One country and its cards for all tests of the suite: keys take a moment to make.
enum TestBench {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)
    static let country = Result {
        try DemoCountry.create(
            in: FileManager.default.temporaryDirectory.appending(path: "country-\(UUID())").path, at: time)
    }
    static let verification = Result { try DemoVerification(.ec(.p256), .ecdsa(.sha256)) }

    /// A card of the kind, whose fingerprints open to the demo terminal.
    static func image(_ profile: String = "cccd-2021") throws -> CardImage {
        var image = try CardImage(
            SyntheticCitizen(seed: 7), as: .named(profile), by: country.get(), at: time,
            roots: [verification.get().root])
        image.behaviour.timing = nil
        image.behaviour.faults = []
        return image
    }

    static func passwords(_ image: CardImage) throws -> [Password] {
        [try .can(image.can), try .mrz(information: image.mrzInformation)]
    }

    static var options: RunOptions {
        var options = RunOptions()
        options.triesWrongPasswords = true
        options.patienceForReturn = .zero
        return options
    }

    /// Runs suites or cases on a card in this process.
    static func run(
        _ names: [String] = [], on card: any ResettableChannel, image: CardImage, options: RunOptions = options,
        reader: ReaderFacts = ReaderFacts(name: "in this process")
    ) async throws -> [CaseResult] {
        let bench = Bench(
            card, passwords: try passwords(image), credentials: try verification.get().credentials, reader: reader)
        let runner = SuiteRunner(bench, options: options)
        let chip = await runner.learn()
        return await runner.run(Catalogue.select(names) ?? [], on: chip)
    }

    static func run(_ names: [String] = [], on image: CardImage) async throws -> [CaseResult] {
        try await run(names, on: VirtualCard(image), image: image)
    }
}

extension [CaseResult] {
    /// Identifiers of the cases with a verdict of this word.
    func ids(_ word: String) -> [String] { filter { $0.verdict.word == word }.map(\.id) }

    /// What failed and why, for a test that did not expect it.
    var complaints: String {
        filter { ["failed", "inconclusive"].contains($0.verdict.word) }
            .map { "\($0.verdict.word) \($0.id): \($0.verdict.reason ?? "")" }.joined(separator: "\n")
    }
}
