import PCSC
import SmartCard
import Synchronization
import Testing
import VirtualCard

extension ServiceTests {
    /// Windows resets a card after five idle seconds in a transaction; pcscd powers a card down that nobody uses for
    /// five seconds, and leaves one in a transaction alone. So an officer who thinks costs no session.
    @Suite(.desk(readers: 1), .timeLimit(.minutes(1))) struct IdleTransactionTests {
        @Test func anIdleTransactionKeepsItsCardAndItsSession() async throws {
            let card = ScriptedCard()
            try await withCard(card) { reader in
                try await reader.withTransaction { transaction in
                    _ = try await transaction.transmit(command)
                    try await Task.sleep(for: .milliseconds(6_500))
                    let answer = try await transaction.transmit(command)
                    #expect(answer.status == .success)
                }
                let history = card.history.withLock { $0 }
                let (first, last) = (history.firstIndex(of: "5"), history.lastIndex(of: "5"))
                #expect(try history[#require(first)...#require(last)] == ["5", "5"], "\(history)")
            }
        }

        @Test func aCardThatNobodyUsedForLongIsPoweredDownAndComesBack() async throws {
            let card = ScriptedCard()
            try await withCard(card) { reader in
                try await expectSuccess(reader)
                try await Task.sleep(for: .milliseconds(7_500))
                #expect(card.history.withLock { $0.contains("off") })
                try await expectSuccess(reader)
                #expect(card.history.withLock { $0.last } == "reset")
            }
        }
    }
}
