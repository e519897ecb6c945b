import Conformance
import EMRTD
import Foundation
import PCSC
import SmartCard

/// The reader with a card, for a run of test cases. The reader is taken as it says it is: what is known of it is what a run
/// finds out.
struct HilDesk {
    let options: RunOptions
    let request: Desk.Request
    let isQuiet: Bool
    private let service = SmartCardService()

    init(options: RunOptions, request: Desk.Request, isQuiet: Bool) {
        self.options = options
        self.request = request
        self.isQuiet = isQuiet
    }

    /// Runs what is not settled yet, keeps each result, and returns all of them.
    func run(
        _ cases: [TestCase], after earlier: RunState?, in path: String?, optionNames: [String],
        isStopped: @escaping @Sendable () -> Bool
    ) async throws -> RunState {
        let reader = try await service.waitForCard(in: request.reader, for: request.waiting)
        return try await reader.withTransaction { transaction in
            let bench = await bench(transaction)
            let progress = HilProgress(isQuiet: isQuiet)
            let runner = SuiteRunner(bench, options: options)
            Console.note("asking the chip what it has …")
            let chip = await runner.learn()
            if let unreadable = chip.unreadable { Console.note("  ! the document could not be read: \(unreadable)") }
            let header = try header(cases, chip, bench, optionNames, salt: earlier?.header.identity.salt)
            if let difference = earlier?.difference(from: header) {
                throw Failure(
                    .usage, code: "run-differs", "this is not the run to go on with: \(difference)",
                    remedy: "Put the same card on the same reader and give the same options, or begin a new run.")
            }
            let kept = try path.map { try StateFile($0, beginning: earlier == nil ? header : nil) }
            var state = RunState(header: header, results: earlier?.settled ?? [])
            let failure = WriteFailure()
            let listening = SuiteRunner(bench, options: options) { event in
                progress.show(event)
                if case .ended(let result, _, _) = event {
                    do { try kept?.write(result) } catch { failure.note(error) }
                }
            }
            state.results = await listening.run(cases, on: chip, after: state.results) {
                isStopped() || failure.error != nil
            }
            progress.end()
            if let error = failure.error { throw error }
            return state
        }
    }

    private func bench(_ transaction: CardTransaction) async -> Bench {
        let properties = await transaction.properties
        let facts = ReaderFacts(
            name: transaction.reader, answerToReset: await transaction.answerToReset,
            transport: await transaction.transportProtocol.rawValue,
            maximumAPDUDataSize: properties.maximumAPDUDataSize.map { Int($0) }, firmware: properties.firmware,
            driver: await transaction.driverVersion(), usb: properties.usb.map(\.description))
        let (service, name) = (service, transaction.reader)
        return Bench(
            transaction, passwords: request.passwords, credentials: request.terminal, reader: facts,
            removal: { limit in try await Self.removal(of: name, service, within: limit) },
            prompt: { Console.note("  → \($0)") })
    }

    private func header(
        _ cases: [TestCase], _ chip: ChipProfile, _ bench: Bench, _ names: [String], salt: String?
    ) throws -> RunState.Header {
        RunState.Header(
            cases: Hex.string(try Catalogue.fingerprint(of: cases)), caseCount: cases.count,
            identity: try CardIdentity(chip, answerToReset: bench.reader.answerToReset, salt: salt),
            reader: bench.reader, options: names, program: "idstation")
    }

    /// How long the reader takes to say that its card has left; nil where it does not say so in time.
    private static func removal(
        of name: String, _ service: SmartCardService, within limit: Duration
    ) async throws -> Duration? {
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: Duration?.self) { group in
            group.addTask {
                for await event in service.events() {
                    if case .cardRemoved(let reader) = event, reader.name == name { return ContinuousClock.now - start }
                }
                return nil
            }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
