import Foundation
import PCSC
import SmartCard
import Testing
import VirtualCard

extension ServiceTests {
    /// Sixteen readers, as many as pcscd has, with cards that come and go all the time, while pcscd is ended and
    /// started again. CHIP_ID_SWAP_SECONDS says for how long; without it, long enough to see each kind of end.
    @Suite struct SwappingTests {
        private static let seconds =
            ProcessInfo.processInfo.environment["CHIP_ID_SWAP_SECONDS"].flatMap { Int($0) } ?? 24

        @Test(.timeLimit(.minutes(30))) func sixteenReadersLoseNoEventAndNoMemory() async throws {
            let count = 16
            let time = Duration.seconds(Self.seconds)
            let ledger = Ledger()
            try await Desk.with(readers: count) { rig in
                let telling = Task { for await event in service.events() { ledger.note(event) } }
                defer { telling.cancel() }
                let start = ContinuousClock.now
                let meter = Task { await Meter.run(rig) }
                let restarts = Task { try await Self.restart(rig, ledger, readers: count, from: start, for: time) }
                let results = await withTaskGroup(of: Swapper.Result.self) { group in
                    for index in 0..<count {
                        let swapper = Swapper(index: index, path: rig.readers[index], ledger: ledger)
                        group.addTask { await swapper.run(until: start.advanced(by: time)) }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                let ends = try await restarts.value
                meter.cancel()
                let use = await meter.value

                for result in results { #expect(result.missed.isEmpty, "\(result.missed)") }
                for index in 0..<count {
                    let row = ledger.row(name(ofReader: index))
                    #expect(row.violations.isEmpty && row.insertions == row.removals, "\(row)")
                }
                let whole = results.map(\.whole).reduce(0, +)
                let cut = results.map(\.cut).reduce(0, +)
                let told = (0..<count).map { ledger.row(name(ofReader: $0)).insertions }.reduce(0, +)
                // Each whole stay was told once; one that was cut short may have been told before it was.
                #expect(told >= whole && told <= whole + cut, "told \(told), whole \(whole), cut \(cut)")
                #expect(results.allSatisfy { $0.whole > 0 })
                #expect(ledger.timesDown >= ends)
                use.check()
                // No reader is wedged.
                for index in 0..<count {
                    try await Desk.$rig.withValue(rig) {
                        try await withCard(ScriptedCard(), in: index) { try await expectSuccess($0) }
                    }
                }
                print(
                    """
                    \(Self.seconds) s, \(count) readers: \(whole) stays whole, \
                    \(results.map(\.swapped).reduce(0, +)) of them swapped at once, \(cut) cut short by \(ends) ends of \
                    pcscd, \(told) told; \(use)
                    """)
            }
        }

        /// Ends pcscd by turns in an orderly way and outright, once a minute and twice at least.
        private static func restart(
            _ rig: Rig, _ ledger: Ledger, readers: Int, from start: ContinuousClock.Instant, for time: Duration
        ) async throws -> Int {
            let times = max(2, seconds / 60)
            for number in 1...times {
                try await Task.sleep(until: start.advanced(by: time * number / (times + 1)))
                let downs = ledger.timesDown
                ledger.isRestarting = true
                try await rig.restartService(number.isMultiple(of: 2) ? .orderly : .killed)
                let limit = ContinuousClock.now.advanced(by: .seconds(60))
                while ledger.timesDown == downs
                    || !(0..<readers).allSatisfy({ ledger.row(name(ofReader: $0)).isThere })
                {
                    guard ContinuousClock.now < limit else {
                        let there = (0..<readers).filter { ledger.row(name(ofReader: $0)).isThere }
                        let now = await readersNow()
                        throw RigError(
                            "after \(number) ends of pcscd, told down \(ledger.timesDown) times, the readers \(there) "
                                + "are told; a look now: \(now)")
                    }
                    try await Task.sleep(for: .milliseconds(20))
                }
                ledger.isRestarting = false
            }
            return times
        }

        private static func readersNow() async -> String {
            do { return try await "\(service.readers().map(\.name))" } catch { return "\(error)" }
        }
    }
}
