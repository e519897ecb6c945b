import LDS
import SmartCard

/// When the reader tells things, and when it is ready.
extension TestSuite {
    /// Later than this a station does not wait for word of a removal, where nothing is known of the reader.
    private static let usualRemovalDelay = 2000

    /// A command that every card answers, whatever it says.
    private static let anything = CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: ApplicationDirectory.eMRTD)

    static func lifted(_ run: CaseRun) async throws {
        guard let removal = run.bench.removal else { throw CaseEnd.skipped("nobody watches the reader") }
        run.bench.prompt("lift the card now")
        let start = ContinuousClock.now
        let link = run.link
        let asking = Task { await lastAnswer(over: link) }
        let time: Duration?
        do { time = try await removal(.seconds(30)) } catch {
            asking.cancel()
            throw error
        }
        asking.cancel()
        let last = await asking.value
        try await run.check(
            "removal", expected: "told", seen: time.map { "after \($0.components.seconds) s" } ?? "not told in 30 s",
            time != nil)
        if let time {
            await run.find(
                "removal-told-after", "\(time.wholeMilliseconds) ms from the prompt, the hand's time included")
            if let last {
                let delay = max(0, (start + time - last).wholeMilliseconds)
                await run.find(
                    "removal-delay", "\(delay) ms from the last answer", isQuirk: delay > usualRemovalDelay,
                    measure: delay)
            }
        }
        run.bench.prompt("put the card back")
        do { try await run.link.reset(waiting: .seconds(30)) } catch let error as SmartCardError {
            throw CaseEnd.noAnswer(error)
        }
        try await ready(run)
    }

    /// When the card last answered, before it did not any more; nil where it answered to the end.
    private static func lastAnswer(over link: any CardChannel) async -> ContinuousClock.Instant? {
        var last = ContinuousClock.now
        while !Task.isCancelled {
            do { _ = try await link.transmit(anything) } catch { return last }
            last = .now
            try? await Task.sleep(for: .milliseconds(50))
        }
        return nil
    }

    /// How long after the card's return commands are lost. What is lost costs the time in which the station finds that out,
    /// so the number is never too small.
    private static func ready(_ run: CaseRun) async throws {
        let start = ContinuousClock.now
        for attempt in 1...5 {
            do {
                _ = try await run.link.transmit(anything)
                let time = (ContinuousClock.now - start).wholeMilliseconds
                await run.find("ready-after", "\(time) ms, at attempt \(attempt)", isQuirk: attempt > 1, measure: time)
                return
            } catch let error as SmartCardError where error.code == .readerFailed || error.code == .cardMute {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        try await run.check("a command after the card's return", expected: "an answer", seen: "none in 5", false)
    }

    /// Pauses between commands in milliseconds. None is tried twice, for an answer may be lost once for other reasons.
    private static let pauses = [0, 0, 10, 20, 50, 100, 200, 500]

    static func withoutPause(_ run: CaseRun) async throws {
        for pause in pauses where try await areAnswered(50, withPause: pause, run) {
            await run.find(
                "pause-between-commands", "\(pause) ms", isQuirk: pause > 0, measure: pause)
            try await run.check("the pause that is needed", expected: "none", seen: "\(pause) ms", pause == 0)
            return
        }
        try await run.check("the pause that is needed", expected: "none", seen: "more than 500 ms", false)
    }

    /// Whether so many commands, one after the other, are all answered.
    private static func areAnswered(_ count: Int, withPause pause: Int, _ run: CaseRun) async throws -> Bool {
        for _ in 0..<count {
            do { _ = try await run.link.transmit(anything) } catch let error as SmartCardError
                where error.code == .readerFailed || error.code == .cardMute || error.code == .cardReset
            {
                try await run.link.reset(waiting: .seconds(5))
                return false
            }
            if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
        }
        return true
    }
}
