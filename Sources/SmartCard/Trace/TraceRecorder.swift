import Synchronization

/// Writes down what a station and a card say to each other, each line as soon as it is known.
///
/// Secure messaging tells the recorder of the task that it runs in what was inside (``current``), so that no protocol has
/// to hand it on.
package final class TraceRecorder: Sendable {
    /// The recorder of the reading that is under way in this task.
    @TaskLocal package static var current: TraceRecorder?

    package let isFull: Bool
    private let write: @Sendable (TraceEvent) -> Void
    private let state = Mutex(State())

    private struct State {
        var redaction = TraceRedaction()
        /// Milliseconds of the exchanges since the last step began.
        var times: [Int] = []
    }

    /// - Parameters:
    ///   - isFull: record everything. Only for cards of persons who do not exist.
    ///   - write: takes each event; called from whatever task the exchange ran in.
    package init(isFull: Bool = false, write: @escaping @Sendable (TraceEvent) -> Void) {
        self.isFull = isFull
        self.write = write
    }

    /// A fact about reader and card.
    package func note(_ event: TraceEvent) { write(event) }

    /// A step of the reading begins.
    package func begin(_ step: String) {
        finish()
        write(.step(step))
    }

    /// The times of the last step.
    package func finish() {
        let times = state.withLock { state in
            defer { state.times = [] }
            return state.times
        }
        if !times.isEmpty { write(.times(times)) }
    }

    /// An exchange over the link, and how long it took.
    package func exchange(_ command: CommandAPDU, _ answer: Result<ResponseAPDU, any Error>, took: Duration) {
        let exchange = kept(command, answer)
        state.withLock { $0.times.append(took.wholeMilliseconds) }
        write(.exchange(exchange))
    }

    /// What was inside secure messaging.
    package func protected(_ command: CommandAPDU, _ answer: Result<ResponseAPDU, any Error>) {
        write(.protected(kept(command, answer)))
    }

    /// Random bytes that the station drew.
    package func random(_ bytes: [UInt8]) { if isFull { write(.random(bytes)) } }

    /// A private key that the station made.
    package func key(_ bytes: [UInt8]) { if isFull { write(.key(bytes)) } }

    private func kept(_ command: CommandAPDU, _ answer: Result<ResponseAPDU, any Error>) -> TracedExchange {
        let answered: TracedAnswer =
            switch answer {
            case .success(let response): TracedAnswer(response)
            case .failure(let error as SmartCardError): .failure(error.code)
            case .failure: .failure(SmartCardError.Code(rawValue: "refused-answer"))
            }
        let exchange = TracedExchange(TracedCommand(command), answered)
        return isFull ? exchange : state.withLock { $0.redaction.redact(exchange) }
    }
}
