import FoundationEssentials
import Testing

@testable import Registry

@Suite struct ReceiptTests {
    let log: TransparencyLog
    init() throws { log = TransparencyLog(key: try LogSigningKey(name: "registry.example/log")) }

    private func leaf(_ sequence: Int) throws -> ReceiptLeaf {
        ReceiptLeaf(
            station: try #require(StationID("station-1")), sequence: sequence, manifest: ContentDigest(of: [1]),
            previous: .none, size: 10, received: try #require(Timestamp(text: "2026-08-01T08:30:00.000Z")))
    }

    private func receipt(after size: Int) throws -> [UInt8] {
        let entries = try (0..<size).map { try leaf($0 + 1).serialized() }
        return try log.append(leaf(size + 1), size: size, in: KnownNodes(entries)).receipt
    }

    @Test(arguments: [0, 1, 2, 5, 7, 12]) func verifies(size: Int) throws {
        let bytes = try receipt(after: size)
        let receipt = try Receipt.verify(bytes, by: log.key.verifierKey)
        #expect(receipt.leaf == (try leaf(size + 1)))
        #expect(receipt.index == size && receipt.treeSize == size + 1 && receipt.bytes == bytes)
        #expect(bytes.starts(with: "c2sp.org/tlog-proof@v1\nextra ".utf8))
    }

    @Test func anyAlteredByteIsFound() throws {
        let bytes = try receipt(after: 5)
        for index in bytes.indices {
            var altered = bytes
            altered[index] ^= 0x01
            // A base64 digit may carry bits that no byte takes; what it decodes to must then be the same.
            let verified = try? Receipt.verify(altered, by: log.key.verifierKey)
            let same = try verified?.leaf == leaf(6)
            #expect(verified == nil || same, "byte \(index)")
        }
    }

    @Test func everyPrefixIsRefused() throws {
        let bytes = try receipt(after: 2)
        for length in bytes.indices {
            #expect(throws: RegistryError.self) { try Receipt.verify(Array(bytes[..<length]), by: log.key.verifierKey) }
        }
    }

    @Test func anotherLogsReceiptIsNone() throws {
        let other = try LogSigningKey(name: "registry.example/log").verifierKey
        #expect(throws: RegistryError.self) { try Receipt.verify(try receipt(after: 0), by: other) }
    }

    @Test func matchesItsOwnRecordOnly() throws {
        let manifest = try ManifestTests.manifest()
        let receipt = try Receipt.verify(try receipt(after: 0), by: log.key.verifierKey)
        #expect(receipt.matches(manifest, digest: ContentDigest(of: [1])))
        #expect(!receipt.matches(manifest, digest: ContentDigest(of: [2])))
        let second = try ManifestTests.manifest(sequence: 2, previous: ContentDigest(of: [1]))
        #expect(!receipt.matches(second, digest: ContentDigest(of: [1])))
    }
}
