import SmartCard
import Testing
import VirtualCard

@Suite("Card quirks")
struct CardQuirkTests {
    @Test(
        "its text is read and written again",
        arguments: [
            "select-mf:6D00", "refuse-pace:6982", "refuse-bac:6985", "refuse-plain-application:6982",
            "refuse-short-id:6A86", "dead-session:6988", "hide-card-access", "want-parameter-id", "die-on-errors",
            "correct-le", "pad-short-reads", "plain-errors", "refuse-le", "largest-read:192:6B00",
            "lose-power-above:1000",
        ])
    func roundTrip(text: String) throws { #expect(try #require(CardQuirk(text)).text == text) }

    @Test("Le in SELECT and MSE is refused where a card is known to, and nowhere else")
    func refusedLe() async throws {
        var image = try CardProfileTests.image(.named("no-le"))
        func select(_ command: String) async throws -> [UInt8]? {
            await VirtualCard(image).answer(to: try #require(Hex.bytes(command)))
        }
        #expect(try await select("00A4040C07A000000247100100") == [0x67, 0x00])
        #expect(try await select("00A4040C07A0000002471001") == [0x90, 0x00])
        image.behaviour.quirks = []
        #expect(try await select("00A4040C07A000000247100100") == [0x90, 0x00])
    }

    @Test("a dead session answers what the profile says")
    func deadSession() async throws {
        let card = VirtualCard(try CardProfileTests.image(.named("dying-session")))
        #expect(await card.answer(to: try #require(Hex.bytes("0CB0000000"))) == [0x69, 0x88])
    }
}
