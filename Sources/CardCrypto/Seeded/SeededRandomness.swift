internal import COpenSSL
import Synchronization

/// Random numbers that a seed decides, so that a test state and its cards are the same bytes each time. Whoever knows the
/// seed knows every key.
///
/// A value of this type is the only way to it: making one puts a generator in front of OpenSSL's for the whole process,
/// which passes everything on except inside of ``with(_:_:)``, and there for the calling thread alone. Only `VirtualCard`
/// makes one, and neither a station nor a registry is built with that; a test looks after it.
package struct SeededRandomness: Sendable {
    private let seed: UInt64

    /// What the calling thread draws from; nil: OpenSSL's generator.
    @TaskLocal private static var stream: Stream?

    private static let isInstalled: Bool =
        chip_RAND_set_bytes { buffer, count in
            guard let stream = SeededRandomness.stream else { return chip_RAND_OpenSSL_bytes(buffer, count) }
            return stream.fill(UnsafeMutableBufferPointer(start: buffer, count: Int(count))) ? 1 : 0
        } == 1

    package init(seed: UInt64) throws(CardCryptoError) {
        guard Self.isInstalled else { throw CardCryptoError.library("generator", code: .randomnessFailed) }
        self.seed = seed
    }

    /// Runs `body` with random numbers that the seed and the label decide.
    package func with<Result>(_ label: String, _ body: () throws -> Result) rethrows -> Result {
        try Self.$stream.withValue(Stream(seed, label)) { try body() }
    }

    /// `SHA-256(seed ‖ label ‖ number of the block)`, block by block.
    private final class Stream: Sendable {
        private let prefix: [UInt8]
        private let state = Mutex<(block: UInt64, rest: ArraySlice<UInt8>)>((0, []))

        init(_ seed: UInt64, _ label: String) { prefix = Self.octets(seed) + Array(label.utf8) + [0x00] }

        func fill(_ target: UnsafeMutableBufferPointer<UInt8>) -> Bool {
            state.withLock { state in
                for index in target.indices {
                    if state.rest.isEmpty {
                        guard let block = try? Digest.sha256.hash(prefix + Self.octets(state.block)) else {
                            return false
                        }
                        state = (state.block + 1, block[...])
                    }
                    target[index] = state.rest.removeFirst()
                }
                return true
            }
        }

        private static func octets(_ number: UInt64) -> [UInt8] {
            (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
    }
}
