import EMRTD
import SmartCard
import Synchronization
import VirtualCard

/// A reading in this process that is written down.
struct RecordedReading {
    var trace: Trace
    var result: Result<DocumentReading, any Error>

    /// Reads a card the way the station does it, with a recorder.
    static func of(
        _ card: any ResettableChannel, _ passwords: [Password], isFull: Bool, randomness: Randomness = .system
    ) async throws -> RecordedReading {
        let events = EventList()
        let recorder = TraceRecorder(isFull: isFull) { events.append($0) }
        recorder.note(.answerToReset(VirtualCard.contactless))
        let channel = TracingChannel(LimitedChannel(card, limits: .short), recorder: recorder)
        let result: Result<DocumentReading, any Error>
        do {
            result = .success(
                try await TraceRecorder.$current.withValue(recorder) {
                    try await DocumentReader(
                        channel, passwords: passwords, randomness: randomness.recorded(by: recorder),
                        listener: { if case .began(let phase) = $0 { recorder.begin("\(phase)") } }
                    ).read()
                })
        } catch { result = .failure(error) }
        recorder.finish()
        return RecordedReading(trace: Trace(isFull: isFull, events: events.all), result: result)
    }
}

/// Events as they come.
private final class EventList: Sendable {
    private let events = Mutex<[TraceEvent]>([])
    func append(_ event: TraceEvent) { events.withLock { $0.append(event) } }
    var all: [TraceEvent] { events.withLock { $0 } }
}

/// A card that a reader would hold, spoken to in this process.
struct EmulatedChannel: ResettableChannel {
    let card: any EmulatedCard
    var limits: ChannelLimits { .short }

    func reset(waiting _: Duration) async throws { await card.reset() }

    func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        switch try await card.process(command.serialized()) {
        case .answer(let bytes): return try ResponseAPDU(parsing: bytes)
        case .leave: throw SmartCardError(.cardRemoved, "the card has left")
        }
    }
}
