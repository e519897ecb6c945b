import FoundationEssentials
import Synchronization
import TestData
import Testing

@testable import Registry

/// Sealed parts above 256 KiB travel in pieces: a broken upload goes on where it broke.
@Suite(.everyStorage) struct PieceTests {
    let rig: RegistryRig
    let scan: RecordPart

    init() throws {
        rig = try RegistryRig()
        scan = RecordPart(
            name: try #require(PartName("scan.jpg")), mediaType: "image/jpeg",
            bytes: (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    }

    private func record(
        alter: ([SealedPart]) throws -> [SealedPart] = { $0 }
    ) throws -> RecordingStation.Record {
        try rig.recorder().record(
            files: rig.document.files, claims: rig.document.claims, further: [scan], alter: alter)
    }

    @Test func aLargePartIsListedAndSentInPieces() async throws {
        let record = try record()
        let entry = try #require(record.manifest.parts.first { $0.name == scan.name })
        #expect(entry.pieces.map(\.size) == [262_144, 262_144, entry.sealedSize - 524_288])
        #expect(record.manifest.parts.filter { $0.name != scan.name }.allSatisfy { $0.pieceDigests.isEmpty })
        let sizes = Mutex<[Int]>([])
        try await rig.serve(try rig.intake()) { client in
            let delivery = try await client.deliver(
                record.signed, logKey: rig.folder.description.logKey,
                progress: { sent, total in
                    #expect(total == record.manifest.parts.reduce(0) { $0 + $1.sealedSize })
                    sizes.withLock { $0.append(sent) }
                }, piece: { try record.piece($0) })
            #expect(delivery.receipt != nil)
        }
        let told = sizes.withLock { $0 }
        #expect(told.first == 0 && told == told.sorted() && told.count == record.manifest.pieces.count + 1)
    }

    @Test func aBrokenUploadSendsOnlyWhatIsMissing() async throws {
        let record = try record()
        let intake = try rig.intake()
        try await RegistryServer.run(api: intake, pki: rig.pki) { server in
            let proxy = try CuttingProxy(to: server.port, cuttingAfter: [400_000])
            defer { proxy.close() }
            let line = RegistryServer(pki: rig.pki, server: server.server, port: proxy.port)
            try await line.withClient(as: rig.station) { client in
                guard case .unreachable(let failure) = try await rig.deliver(record, to: client) else {
                    Issue.record("the line did not break")
                    return
                }
                #expect(failure.reason == .connectionLost && failure.retryable)
                let asked = Mutex<[SealedPiece]>([])
                let delivery = try await client.deliver(record.signed, logKey: rig.folder.description.logKey) { piece in
                    asked.withLock { $0.append(piece) }
                    return try record.piece(piece)
                }
                #expect(delivery.receipt != nil)
                #expect(asked.withLock { $0.map(\.position) } == [1, 2], "the first piece is there already")
            }
            #expect(proxy.carried.first == 400_000)
            #expect(proxy.carried.dropFirst().reduce(0, +) < 500_000)
        }
        #expect(try await intake.storage.logState().size == 1)
    }

    @Test func aRegistryTakesNoPieceAboveTheLimit() async throws {
        let bytes = [UInt8](repeating: 1, count: RegistryLimits.pieceSize + 1)
        try await rig.serve(try rig.intake()) { client in
            let problem = await #expect(throws: ProblemDetails.self) {
                try await client.store(
                    part: bytes, digest: ContentDigest(of: bytes), of: try #require(StationID("station-1")))
            }
            #expect(problem?.code == .tooLarge)
        }
    }

    /// Pieces in another order, of other sizes, or of another part: each piece is stored, and the whole is not the part.
    @Test(arguments: 0..<3) func piecesThatDoNotMakeThePartAreFound(_ kind: Int) async throws {
        let record = try record { parts in
            try parts.map { part in
                guard part.entry.name == scan.name else { return part }
                var (digests, bytes) = (part.entry.pieceDigests, part.bytes)
                switch kind {
                case 0: digests.swapAt(0, 1)
                case 1: digests[2] = digests[1]
                default:
                    bytes[300_000] ^= 1
                    digests[1] = ContentDigest(of: SealedPiece.cut(bytes)[1])
                }
                return SealedPart(
                    entry: try ManifestPart(
                        name: part.entry.name, mediaType: part.entry.mediaType, size: part.entry.size,
                        digest: part.entry.digest, sealedSize: part.entry.sealedSize,
                        sealedDigest: part.entry.sealedDigest, pieceDigests: digests), bytes: bytes)
            }
        }
        let delivery = try await rig.deliver(record, to: rig.intake())
        #expect(delivery.problem?.code == .contentMismatch && !delivery.isBlocked)
    }

    @Test func manifestsHoldTheirRightNumberOfPieces() throws {
        let digests = (0..<4).map { ContentDigest(of: [$0]) }
        func entry(_ size: Int, _ pieces: [ContentDigest]) throws -> ManifestPart {
            try ManifestPart(
                name: .record, mediaType: "application/json", size: 1, digest: digests[0], sealedSize: size,
                sealedDigest: digests[1], pieceDigests: pieces)
        }
        #expect(try entry(600_000, Array(digests.prefix(3))).pieces.count == 3)
        #expect(try entry(600_000, []).pieces.count == 1, "as manifests were before there were pieces")
        for (size, count) in [(600_000, 2), (600_000, 4), (262_144, 1), (100, 1), (100, 2)] {
            #expect(throws: RegistryError.self) { try entry(size, Array(digests.prefix(count))) }
        }
    }
}
