import Crypto
import FoundationEssentials
import Testing

@testable import Registry

@Suite struct SealTests {
    let key = OpeningKey()
    let context: SealContext
    static let chunk = SealHeader.chunkSize + SealHeader.tagSize

    init() throws { context = try Self.context() }

    static func context(
        record: String = "0190b2a4-7c00-7000-8000-000000000001", station: String = "station-1", sequence: Int = 1,
        part: String = "record.json"
    ) throws -> SealContext {
        SealContext(
            record: try #require(RecordID(record)), station: try #require(StationID(station)), sequence: sequence,
            part: try #require(PartName(part)))
    }

    private func seal(_ bytes: [UInt8]) throws -> [UInt8] {
        try key.sealingKey.seal(RecordPart(name: .record, mediaType: "text/plain", bytes: bytes), in: context).bytes
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func opensWhatWasSealed(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let part = RecordPart(name: .record, mediaType: "text/plain", bytes: bytes)
        let sealed = try key.sealingKey.seal(part, in: context)
        #expect(try key.open(sealed.bytes, in: context) == bytes)
        #expect(sealed.entry.size == size && sealed.entry.digest == ContentDigest(of: bytes))
        #expect(sealed.entry.sealedSize == sealed.bytes.count)
        #expect(sealed.entry.sealedDigest == ContentDigest(of: sealed.bytes))
    }

    /// The format as it is written down, opened by HPKE alone: header, suite 0010-0001-0002, one chunk flagged final.
    @Test func theFormatIsPlainHPKE() throws {
        let sealed = try seal([1, 2, 3])
        #expect(Array(sealed.prefix(18)) == Array("CIDSEAL".utf8) + hex("01001000010002") + hex("00010000"))
        let ours = try P256.KeyAgreement.PrivateKey(pemRepresentation: key.pem)
        let info = "chip-id-station/seal/1\n0190b2a4-7c00-7000-8000-000000000001\nstation-1\n1\nrecord.json\n"
        var recipient = try HPKE.Recipient(
            privateKey: ours, ciphersuite: .P256_SHA256_AES_GCM_256, info: Data(info.utf8),
            encapsulatedKey: Data(sealed[18..<83]))
        let opened = try recipient.open(Data(sealed[83...]), authenticating: Data(sealed[..<83] + [1]))
        #expect([UInt8](opened) == [1, 2, 3])
    }

    @Test func anyFlippedBitIsFound() throws {
        let sealed = try seal([1, 2, 3])
        for index in sealed.indices {
            var altered = sealed
            altered[index] ^= 0x40
            #expect(throws: RegistryError.self, "byte \(index)") { try key.open(altered, in: context) }
        }
    }

    @Test func everyPrefixIsRefused() throws {
        let sealed = try seal([UInt8](repeating: 7, count: 300))
        for length in sealed.indices {
            #expect(throws: RegistryError.self) { try key.open(Array(sealed[..<length]), in: context) }
        }
    }

    @Test func chunksCutRepeatedOrReorderedAreRefused() throws {
        let sealed = try seal([UInt8](repeating: 7, count: 3 * SealHeader.chunkSize))
        let header = Array(sealed.prefix(SealHeader.size))
        let chunks = (0..<3).map { Array(sealed.dropFirst(SealHeader.size + $0 * Self.chunk).prefix(Self.chunk)) }
        #expect(try key.open(header + chunks.joined(), in: context).count == 3 * SealHeader.chunkSize)
        for order in [[0], [0, 1], [1, 2], [2], [1, 0, 2], [0, 1, 1], [0, 1, 2, 2], [0, 0, 1, 2], []] {
            let altered = header + order.flatMap { chunks[$0] }
            #expect(throws: RegistryError.self, "\(order)") { try key.open(altered, in: context).count }
        }
    }

    @Test func opensInItsOwnPlaceOnly() throws {
        let sealed = try seal([1])
        let others = [
            try Self.context(record: "0190b2a4-7c00-7000-8000-000000000002"), try Self.context(station: "station-2"),
            try Self.context(sequence: 2), try Self.context(part: "chip/EF.DG1"),
        ]
        for other in others {
            #expect(throws: RegistryError.self) { try key.open(sealed, in: other) }
        }
        #expect(throws: RegistryError.self) { try OpeningKey().open(sealed, in: context) }
    }

    @Test func keysComeBackFromTheirTexts() throws {
        let sealed = try SealingKey(bytes: key.sealingKey.bytes)
            .seal(RecordPart(name: .record, mediaType: "text/plain", bytes: [9]), in: context)
        #expect(try OpeningKey(pem: key.pem).open(sealed.bytes, in: context) == [9])
        #expect(throws: RegistryError.self) { try SealingKey(bytes: [4, 1, 2]) }
        #expect(throws: RegistryError.self) { try OpeningKey(pem: "no key") }
    }

    @Test func tooLargeAPartIsRefused() throws {
        let part = RecordPart(
            name: .record, mediaType: "text/plain", bytes: [UInt8](repeating: 0, count: RegistryLimits.partSize + 1))
        #expect(throws: RegistryError.self) { try key.sealingKey.seal(part, in: context) }
    }
}
