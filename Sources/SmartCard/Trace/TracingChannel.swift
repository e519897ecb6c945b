/// Lets every exchange pass and tells a recorder of it. Lies directly over the link.
package struct TracingChannel: ResettableChannel {
    private let base: any CardChannel
    private let recorder: TraceRecorder

    package init(_ base: any CardChannel, recorder: TraceRecorder) {
        self.base = base
        self.recorder = recorder
    }

    package var limits: ChannelLimits { get async { await base.limits } }

    package func transmit(_ command: CommandAPDU) async throws -> ResponseAPDU {
        let start = ContinuousClock.now
        let answer: Result<ResponseAPDU, any Error>
        do { answer = .success(try await base.transmit(command)) } catch { answer = .failure(error) }
        recorder.exchange(command, answer, took: ContinuousClock.now - start)
        return try answer.get()
    }

    package func reset(waiting patience: Duration) async throws {
        recorder.note(.reset)
        try await (base as? any ResettableChannel)?.reset(waiting: patience)
    }
}
