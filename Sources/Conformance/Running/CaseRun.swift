import EMRTD
import SmartCard
import Synchronization

/// A test case while it runs: sends, judges each answer against its expectation, and writes the steps down.
package actor CaseRun {
    nonisolated let bench: Bench
    nonisolated let chip: ChipProfile
    nonisolated let options: RunOptions
    /// The card, traced. Nothing is chained or protected.
    nonisolated let link: any ResettableChannel
    private(set) var steps: [Step] = []
    private(set) var findings: [Finding] = []
    /// The card counts wrong passwords: tries that it told last.
    private(set) var triesLeft: Int?

    init(bench: Bench, chip: ChipProfile, options: RunOptions, link: any ResettableChannel) {
        self.bench = bench
        self.chip = chip
        self.options = options
        self.link = link
    }

    /// The card in plain, with the chaining that its link needs.
    nonisolated var plain: any CardChannel { CommandChaining(ResponseChaining(link)) }

    /// Sends a command and judges the answer.
    @discardableResult
    func send(
        _ what: String, _ command: CommandAPDU, over channel: (any CardChannel)? = nil, _ expected: Expectation
    ) async throws -> ResponseAPDU {
        let start = ContinuousClock.now
        let response: ResponseAPDU
        do {
            response = try await (channel ?? plain).transmit(command)
        } catch let error as SmartCardError where Self.isCardsFault(error) {
            note(what, expected.description, "\(error.code.rawValue): \(error.message)", false, since: start)
            throw CaseEnd.failed("\(what): \(error.message)")
        } catch let error as SmartCardError {
            note(what, expected.description, "no answer: \(error.code.rawValue)", false, since: start)
            throw CaseEnd.noAnswer(error)
        } catch let error as EMRTDError {
            note(what, expected.description, error.description, false, since: start)
            throw CaseEnd.failed("\(what): \(error.description)")
        }
        triesLeft = response.status.triesLeft ?? triesLeft
        let seen = response.data.isEmpty ? "\(response.status)" : "\(response.status), \(response.data.count) bytes"
        let isFulfilled = expected.isFulfilled(by: response)
        note(what, expected.description, seen, isFulfilled, since: start)
        guard isFulfilled else { throw CaseEnd.failed("\(what): expected \(expected), seen \(seen)") }
        return response
    }

    /// A check of what came, which is a step as well.
    func check(_ what: String, expected: String, seen: String, _ isFulfilled: Bool) throws {
        note(what, expected, seen, isFulfilled, since: .now)
        guard isFulfilled else { throw CaseEnd.failed("\(what): expected \(expected), seen \(seen)") }
    }

    /// Work that must succeed; its error is what was seen.
    func attempt<Value: Sendable>(_ what: String, _ body: @Sendable () async throws -> Value) async throws -> Value {
        let start = ContinuousClock.now
        do {
            let value = try await body()
            note(what, "success", "success", true, since: start)
            return value
        } catch let end as CaseEnd {
            throw end
        } catch let error as SmartCardError where !Self.isCardsFault(error) {
            note(what, "success", "no answer: \(error.code.rawValue)", false, since: start)
            throw CaseEnd.noAnswer(error)
        } catch let error as CancellationError {
            throw error
        } catch {
            note(what, "success", "\(error)", false, since: start)
            throw CaseEnd.failed("\(what): \(error)")
        }
    }

    /// Something that is learned and decides nothing.
    func find(_ name: String, _ value: String, isQuirk: Bool = false, measure: Int? = nil) {
        findings.append(Finding(name: name, value: value, isQuirk: isQuirk, measure: measure))
    }

    /// Puts the card back to its first state.
    func reset() async throws {
        do { try await link.reset(waiting: .zero) } catch let error as SmartCardError { throw CaseEnd.noAnswer(error) }
    }

    private func note(
        _ what: String, _ expected: String, _ seen: String, _ isFulfilled: Bool, since start: ContinuousClock.Instant
    ) {
        guard steps.count < Self.mostSteps else { return }
        steps.append(
            Step(
                what: what, expected: expected, seen: seen, isFulfilled: isFulfilled,
                milliseconds: (ContinuousClock.now - start).wholeMilliseconds))
    }

    /// A report that nobody reads to its end helps nobody.
    private static let mostSteps = 1000

    /// Answers that are none are the card's failure; a missing answer says nothing of the card yet.
    private static func isCardsFault(_ error: SmartCardError) -> Bool {
        [.malformedAPDU, .malformedTLV, .tooManyExchanges, .budgetExceeded].contains(error.code)
    }
}
