import Foundation
import PCSC
import ReaderCatalogue
import SmartCard
import Testing
import VirtualCard

/// A reader of a model with a card in it, through a pcscd of its own, for tests of what is known of readers.
enum QuirkDesk {
    /// What is known of every reader that the tests set up.
    struct Known: ReaderQuirkSource {
        let quirks: ReaderQuirks

        init(_ texts: [ReaderQuirks.Field: String]) {
            var quirks = ReaderQuirks()
            for (field, text) in texts where !quirks.set(field, to: text) { Issue.record("\(field) \(text)") }
            self.quirks = quirks
        }

        func quirks(of reader: ReaderIdentity) -> ReaderQuirks { quirks }
    }

    /// Runs the body with the card in a reader of the model.
    static func with<Result: Sendable>(
        _ card: any EmulatedCard, inReaderOf model: String, called name: String? = nil,
        _ body: (Reader) async throws -> Result
    ) async throws -> Result {
        var result: Result?
        try await Desk.with(readers: 1, models: [model], called: name) { rig in
            let stay = Task { try await VPCDClient(.unix(path: rig.readers[0])).insert(card) }
            do {
                result = try await body(try await SmartCardService().waitForCard(for: .seconds(20)))
            } catch {
                stay.cancel()
                _ = await stay.result
                throw error
            }
            stay.cancel()
            _ = await stay.result
        }
        return try #require(result)
    }

    /// A name that the entry's first pattern fits, as a reader could have it.
    static func name(for entry: QuirkEntry) throws -> String {
        try #require(entry.names.first).text.replacing("*", with: " ").trimmingCharacters(in: .whitespaces)
    }
}
