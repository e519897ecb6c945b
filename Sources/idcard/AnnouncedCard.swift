import Foundation
import VirtualCard

/// A card that says once that the reader has it.
actor AnnouncedCard: EmulatedCard {
    private let card: any EmulatedCard
    private let place: String
    private let json: Bool
    private let output: FileHandle
    private let inserted: @Sendable () -> Void
    private var isAnnounced = false

    /// - Parameters:
    ///   - output: where it is said.
    ///   - inserted: called when the reader has given power for the first time.
    init(
        _ card: any EmulatedCard, place: String, json: Bool, output: FileHandle = .standardOutput,
        inserted: @escaping @Sendable () -> Void = {}
    ) {
        self.card = card
        self.place = place
        self.json = json
        self.output = output
        self.inserted = inserted
    }

    var answerToReset: [UInt8] { get async { await card.answerToReset } }

    func powerOn() async {
        await card.powerOn()
        guard !isAnnounced else { return }
        isAnnounced = true
        tell("inserted", "inserted in \(place)")
        inserted()
    }

    /// Says what happened, at once, also into a pipe.
    nonisolated func tell(_ event: String, _ line: String) {
        let text = json ? "{\"event\":\"\(event)\"}" : line
        output.write(Data("\(text)\n".utf8))
    }

    func powerOff() async { await card.powerOff() }
    func reset() async { await card.reset() }
    func process(_ command: [UInt8]) async throws -> CardAction { try await card.process(command) }
}
