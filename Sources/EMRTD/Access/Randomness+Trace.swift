import CardCrypto
package import SmartCard
import Synchronization

extension Randomness {
    /// The same numbers, and a recorder learns of them. A recorder that is not full keeps none.
    package func recorded(by recorder: TraceRecorder) -> Randomness {
        Randomness(
            bytes: { count in
                let drawn = try bytes(count)
                recorder.random(drawn)
                return drawn
            },
            keyPair: { domain, generator in
                let pair = try keyPair(domain, generator)
                recorder.key(pair.privateKey.exposed())
                return pair
            })
    }

    /// The numbers of a full trace once more, in their order: so a station says the same to a replayed card.
    ///
    /// Throws ``SmartCardError/Code/traceDiverged`` where the station asks for more, or for others, than the trace has.
    package static func replaying(_ trace: Trace) -> Randomness {
        let source = ReplayedNumbers(trace)
        return Randomness(
            bytes: { try source.bytes($0) },
            keyPair: { domain, generator in
                try AgreementKeyPair(domain, generator: generator, privateKey: SecretBytes(source.key()))
            })
    }
}

/// What a trace has of a station's random numbers, each given out once.
private final class ReplayedNumbers: Sendable {
    private let state: Mutex<(random: ArraySlice<[UInt8]>, keys: ArraySlice<[UInt8]>)>

    init(_ trace: Trace) {
        let random = trace.events.compactMap { if case .random(let bytes) = $0 { bytes } else { nil } }
        let keys = trace.events.compactMap { if case .key(let bytes) = $0 { bytes } else { nil } }
        state = Mutex((random[...], keys[...]))
    }

    func bytes(_ count: Int) throws -> [UInt8] {
        guard let next = state.withLock({ $0.random.popFirst() }), next.count == count else { throw Self.diverged }
        return next
    }

    func key() throws -> [UInt8] {
        guard let next = state.withLock({ $0.keys.popFirst() }) else { throw Self.diverged }
        return next
    }

    private static let diverged = SmartCardError(
        .traceDiverged, "the reading goes another way than the recorded one: the trace has no number for this step",
        fault: .station)
}
