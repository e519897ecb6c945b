import CardCrypto
import EMRTD
import Foundation
import SmartCard
import Testing

/// A published example from `Tests/TestVectors`.
struct WorkedExample: Decodable {
    struct Exchange: Decodable {
        let name: String
        let command: String
        let response: String
        let plainCommand: String?
        let plainResponse: String?
    }

    let values: [String: String]
    let exchanges: [Exchange]?
    let authentication: [Exchange]?
    let messaging: [Exchange]?

    init(_ name: String, in collection: String = "doc9303-11") throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = folder.appending(path: "TestVectors/\(collection)/\(name).json")
        self = try JSONDecoder().decode(WorkedExample.self, from: Data(contentsOf: file))
    }

    func bytes(_ symbol: String) throws -> [UInt8] {
        try #require(Hex.bytes(try text(symbol)))
    }

    func text(_ symbol: String) throws -> String { try #require(values[symbol], "no value \(symbol)") }

    /// Randomness that hands out published values in order.
    func randomness(bytes: [String], privateKeys: [String] = []) throws -> Randomness {
        let byteQueue = Queue(try bytes.map { try self.bytes($0) })
        let keyQueue = Queue(try privateKeys.map { try self.bytes($0) })
        return Randomness(
            bytes: { count in
                let next = try byteQueue.next()
                #expect(next.count == count)
                return next
            },
            keyPair: { curve, generator in
                try AgreementKeyPair(curve, generator: generator, privateKey: SecretBytes(keyQueue.next()))
            })
    }
}

extension [WorkedExample.Exchange] {
    /// The conversation as a card that answers exactly the published bytes to exactly the published commands.
    func replay() throws -> ReplayChannel {
        ReplayChannel(
            try map {
                ReplayChannel.Exchange(
                    command: try #require(Hex.bytes($0.command)), response: try #require(Hex.bytes($0.response)))
            })
    }
}

/// Values handed out one by one.
///
/// `@unchecked Sendable`: every access holds the lock.
final class Queue: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [[UInt8]]

    init(_ values: [[UInt8]]) { self.values = values }

    func next() throws -> [UInt8] {
        try lock.withLock {
            try #require(!values.isEmpty, "the example has no further random value")
            return values.removeFirst()
        }
    }
}
