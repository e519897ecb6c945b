import Crypto
import Synchronization

/// The nonces of signatures that were accepted (RFC 9421 §7.2.2), for as long as their time would let them be accepted
/// again: a request that somebody recorded is not taken twice.
///
/// It is this process's own. A registry of several processes may take a recorded request once in each, which does no harm:
/// every call of the API may be repeated and changes nothing the second time. And it is bounded: a client that fills it is
/// told to wait, and others have their places.
final class NonceMemory: Sendable {
    struct Limits: Sendable {
        /// Nonces within the time, of one client and of all.
        var ofOne = 200_000
        var ofAll = 2_000_000
    }

    enum Outcome: Sendable, Hashable {
        case fresh, repeated
        /// This client, or all of them, have signed so much that nothing more can be remembered.
        case full
    }

    /// The first half of the SHA-256 of a nonce.
    private struct Mark: Hashable {
        let high: UInt64
        let low: UInt64
    }

    private struct State {
        /// By the second in which the signature was made, and by the key.
        var seen: [Int: [String: Set<Mark>]] = [:]
        var ofOne: [String: Int] = [:]
        var ofAll = 0
        /// Before it nothing is remembered.
        var oldest = Int.min
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits = Limits()) { self.limits = limits }

    /// How many nonces are remembered.
    var count: Int { state.withLock { $0.ofAll } }

    /// Remembers a nonce of a signature that holds.
    ///
    /// - Parameters:
    ///   - created: when the signature was made, in seconds since 1970: not older than the freshness that is demanded.
    ///   - now: the registry's time, in the same.
    func take(_ nonce: String, by keyID: String, created: Int, at now: Int) -> Outcome {
        let mark = Self.mark(of: nonce)
        return state.withLock { state in
            Self.forget(before: now - RequestSignature.freshness, &state)
            guard state.seen[created]?[keyID]?.contains(mark) != true else { return .repeated }
            guard state.ofAll < limits.ofAll, state.ofOne[keyID, default: 0] < limits.ofOne else { return .full }
            state.seen[created, default: [:]][keyID, default: []].insert(mark)
            state.ofOne[keyID, default: 0] += 1
            state.ofAll += 1
            return .fresh
        }
    }

    /// What is older is not accepted any more, whether it is remembered or not.
    private static func forget(before oldest: Int, _ state: inout State) {
        guard oldest > state.oldest else { return }
        state.oldest = oldest
        for created in state.seen.keys where created < oldest {
            for (keyID, marks) in state.seen.removeValue(forKey: created) ?? [:] {
                let rest = (state.ofOne[keyID] ?? marks.count) - marks.count
                state.ofOne[keyID] = rest > 0 ? rest : nil
                state.ofAll -= marks.count
            }
        }
    }

    private static func mark(of nonce: String) -> Mark {
        var words: [UInt64] = [0, 0]
        for (index, byte) in SHA256.hash(data: Array(nonce.utf8)).prefix(16).enumerated() {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        return Mark(high: words[0], low: words[1])
    }
}
