import PCSC
import SmartCard
import Synchronization
import Testing
import VirtualCard

/// Puts cards into one reader and pulls them out again, and holds each against what the service told of it.
struct Swapper: Sendable {
    let index: Int
    let path: String
    let ledger: Ledger

    struct Result: Sendable {
        /// Stays that were told with their coming and going, and whose card answered as itself.
        var whole = 0
        /// Stays that the end of pcscd cut short.
        var cut = 0
        /// How many of the whole ones followed the one before at once.
        var swapped = 0
        var missed: [String] = []
    }

    private static let patience = Duration.seconds(60)
    private var reader: String { ServiceTests.name(ofReader: index) }

    /// Until the time is over. The last card was pulled out, and its going told, when this returns.
    func run(until end: ContinuousClock.Instant) async -> Result {
        var result = Result()
        var isSwap = false
        while ContinuousClock.now < end, result.missed.isEmpty {
            guard await wait({ $0.isThere && (isSwap || !$0.hasCard) }) else {
                result.missed.append("\(reader) did not come back")
                break
            }
            let number = result.whole + result.cut
            let expected = ledger.row(reader).insertions + 1
            var isDisturbed = ledger.isRestarting
            let hasEnded = Mutex(false)
            let stay = Task {
                defer { hasEnded.withLock { $0 = true } }
                return try await VPCDClient(.unix(path: path)).insert(Self.card(index, number))
            }
            let isTold = await wait { $0.insertions >= expected || hasEnded.withLock { $0 } }
            let isCut = hasEnded.withLock { $0 }
            if !isTold { result.missed.append("insertion \(number) in \(reader)") }
            let answers = isTold && !isCut ? await self.answers(number) : false
            // Half of the cards stay a while, and half are followed by the next one at once.
            isSwap = Bool.random()
            if !isSwap { try? await Task.sleep(for: .milliseconds(.random(in: 0...60))) }
            stay.cancel()
            if case .success(.removed) = await stay.result {} else { isDisturbed = true }
            isDisturbed = isDisturbed || isCut || ledger.isRestarting
            if answers {
                result.whole += 1
                if isSwap { result.swapped += 1 }
            } else if isDisturbed {
                result.cut += 1
                isSwap = false
                try? await Task.sleep(for: .milliseconds(50))
            } else {
                result.missed.append("card \(number) in \(reader) did not answer as itself")
            }
        }
        if !(await wait { !$0.hasCard }) { result.missed.append("the last removal in \(reader)") }
        return result
    }

    /// Whether the card in the reader is this one, three times.
    private func answers(_ number: Int) async -> Bool {
        guard let reader = ledger.row(reader).last else { return false }
        let wanted = Self.identity(index, number)
        do {
            return try await reader.withTransaction { transaction in
                for _ in 0..<3 {
                    guard try await transaction.transmit(ServiceTests.command).data == wanted else { return false }
                }
                return true
            }
        } catch { return false }
    }

    private func wait(_ condition: (Ledger.Row) -> Bool) async -> Bool {
        let end = ContinuousClock.now.advanced(by: Self.patience)
        while !condition(ledger.row(reader)) {
            guard ContinuousClock.now < end else { return false }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return true
    }

    private static func identity(_ index: Int, _ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: index)]
            + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func card(_ index: Int, _ number: Int) -> ScriptedCard {
        let answer = identity(index, number) + [0x90, 0x00]
        return ScriptedCard { _ in .answer(answer) }
    }
}
