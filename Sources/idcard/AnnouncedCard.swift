import Foundation
import VirtualCard

/// A card that says once, on standard output, that the reader has it.
actor AnnouncedCard: EmulatedCard {
    private let card: VirtualCard
    private let place: String
    private var isAnnounced = false

    init(_ card: VirtualCard, place: String) {
        self.card = card
        self.place = place
    }

    var answerToReset: [UInt8] { card.answerToReset }

    func powerOn() async {
        await card.powerOn()
        guard !isAnnounced else { return }
        isAnnounced = true
        // At once, also into a pipe.
        FileHandle.standardOutput.write(Data("inserted in \(place)\n".utf8))
    }

    func powerOff() async { await card.powerOff() }
    func reset() async { await card.reset() }
    func process(_ command: [UInt8]) async -> CardAction { await card.process(command) }
}
