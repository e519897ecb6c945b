import ArgumentParser
import Foundation
import SmartCard
import Synchronization
import VirtualCard

/// Cards' stays in a reader, each from the connection to the end, which is told on standard output.
final class Stay: Sendable {
    private let address: ReaderAddress
    private let json: Bool
    private let current = Mutex<(task: Task<VPCDClient.End, any Error>?, isInterrupted: Bool)>((nil, false))
    private let signals = Mutex<[any DispatchSourceSignal]>([])

    /// Takes SIGINT and SIGTERM as the wish to take the card out.
    init(_ address: ReaderAddress, json: Bool) {
        self.address = address
        self.json = json
        signals.withLock { signals in
            signals = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number)
                source.setEventHandler { [weak self] in self?.interrupt() }
                source.resume()
                return source
            }
        }
    }

    /// Whether a signal came: no further card goes in.
    var isInterrupted: Bool { current.withLock { $0.isInterrupted } }

    /// Takes the card out, and lets no further one in.
    func interrupt() {
        current.withLock { current in
            current.isInterrupted = true
            current.task?.cancel()
        }
    }

    /// Serves the card until it is taken out by a signal or after a time, leaves, or the reader hangs up.
    ///
    /// Throws an exit code where the reader would not have it, or is not there; the reason is on standard error.
    @discardableResult
    func serve(
        _ card: some EmulatedCard, for time: Duration? = nil, output: FileHandle = .standardOutput,
        inserted: @escaping @Sendable () -> Void = {}
    ) async throws -> VPCDClient.End {
        let announced = AnnouncedCard(
            card, place: "\(address)", json: json, output: output, inserted: inserted)
        let client = VPCDClient(address)
        let task = Task { try await client.insert(announced) }
        current.withLock { current in
            current.task = task
            if current.isInterrupted { task.cancel() }
        }
        let clock = time.map { time in
            Task {
                try await Task.sleep(for: time)
                task.cancel()
            }
        }
        defer { clock?.cancel() }
        do {
            let end = try await task.value
            switch end {
            case .removed: announced.tell("removed", "taken out")
            case .left: announced.tell("left", "left the reader")
            case .readerHungUp: announced.tell("reader-hung-up", "the reader hung up")
            case .turnedAway:
                announced.tell("turned-away", "the reader turned the card away: it has another one")
                throw ExitCode(1)
            }
            return end
        } catch let error as SmartCardError {
            Console.note("\(error)")
            throw ExitCode(1)
        }
    }

    /// Leaves the reader empty for a while; false where a signal came meanwhile.
    func wait(for time: Duration) async -> Bool {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end, !isInterrupted {
            try? await Task.sleep(for: min(.milliseconds(100), end - ContinuousClock.now))
        }
        return !isInterrupted
    }
}
