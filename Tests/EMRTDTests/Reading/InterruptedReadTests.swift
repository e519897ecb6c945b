import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// A card that leaves in the middle and comes back, and one that never comes to an end.
@Suite("Reads that are interrupted")
struct InterruptedReadTests {
    private static let patient = ReadingPolicy(patienceForReturn: .seconds(1))

    private func reader(_ image: CardImage, liftedAt exchange: Int, policy: ReadingPolicy) throws -> DocumentReader {
        let model = ReaderModel(VirtualCard(image), ReaderModel.Properties(liftedAt: exchange))
        return DocumentReader(model, passwords: [try .can(image.can)], policy: policy)
    }

    @Test("a card that is lifted at any exchange is read whole after it is back")
    func lifted() async throws {
        let image = try TestCard.image()
        let whole = try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)]).read()
        for exchange in 1...whole.total.exchanges {
            let reading = try await reader(image, liftedAt: exchange, policy: Self.patient).read()
            #expect(Set(reading.files) == Set(whole.files), "lifted at exchange \(exchange)")
            #expect(reading.chipAuthentication == .passed, "lifted at exchange \(exchange)")
            #expect(reading.activeAuthentication == .passed, "lifted at exchange \(exchange)")
            // What had arrived is not asked for again.
            #expect(reading.total.bytesReceived < whole.total.bytesReceived + 4096, "lifted at exchange \(exchange)")
        }
    }

    @Test("without patience the station says that the card left")
    func impatient() async throws {
        let image = try TestCard.image()
        let error = await #expect(throws: SmartCardError.self) {
            try await reader(image, liftedAt: 40, policy: ReadingPolicy()).read()
        }
        #expect(error?.code == .cardRemoved)
    }

    @Test("a card that answers a few bytes at a time is put aside in the end")
    func endless() async throws {
        let image = try TestCard.image()
        let policy = ReadingPolicy(budget: ExchangeBudget(exchanges: 300))
        let reader = DocumentReader(
            MiserlyCard(VirtualCard(image)), passwords: [try .mrz(information: image.mrzInformation)], policy: policy)
        let error = await #expect(throws: SmartCardError.self) { try await reader.read() }
        #expect(error?.code == .budgetExceeded && error?.fault == .card)
        #expect(error?.message.contains("300 exchanges") == true)
    }

    @Test("bytes and time are bounded as well")
    func bounds() async throws {
        let image = try TestCard.image()
        for budget in [ExchangeBudget(bytes: 5000), ExchangeBudget(time: .zero)] {
            let reader = DocumentReader(
                VirtualCard(image), passwords: [try .can(image.can)], policy: ReadingPolicy(budget: budget))
            let error = await #expect(throws: SmartCardError.self) { try await reader.read() }
            #expect(error?.code == .budgetExceeded)
        }
    }

    /// Has the card below answer with eight bytes at a time.
    private struct MiserlyCard: CardChannel {
        let card: VirtualCard
        init(_ card: VirtualCard) { self.card = card }
        var limits: ChannelLimits { ChannelLimits(maximumCommandData: 255, maximumResponseData: 8) }
        func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU { try await card.transmit(command) }
    }
}
