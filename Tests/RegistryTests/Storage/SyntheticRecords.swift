import FoundationEssentials
import Testing

@testable import Registry

/// Records of a station as small as can be, already judged: what the storage is asked to keep.
struct SyntheticRecords: Sendable {
    static let received = Timestamp(Date(timeIntervalSince1970: 1_785_573_000))
    /// The part that each record has.
    static let part: [UInt8] = [7]

    let log: TransparencyLog
    let station: StationID

    init(_ station: String = "station-1", log: TransparencyLog? = nil) throws {
        self.log = try log ?? TransparencyLog(key: LogSigningKey(name: "registry.example/log"))
        self.station = try #require(StationID(station))
    }

    func store(
        _ bytes: [UInt8] = part, in storage: any RegistryStorage, limit: Int = 1000
    ) async throws -> PartStorage {
        try await storage.store(
            part: bytes, digest: ContentDigest(of: bytes), of: station, received: Self.received, pendingLimit: limit)
    }

    /// A record; its id is made of the station's name and the number, unless one is given.
    func record(
        _ sequence: Int, after previous: ContentDigest = .none, id: Int? = nil, problem: ProblemDetails? = nil,
        finding: String = "d"
    ) throws -> JudgedRecord {
        let digits = ContentDigest(of: Array("\(station) \(id ?? sequence)".utf8)).text.prefix(12)
        let manifest = try RecordManifest(
            record: try #require(RecordID("0190b2a4-7c00-7000-8000-\(digits)")), station: station,
            sequence: sequence, previous: previous, procedure: ProcedureReference(id: "p", version: 1), operatorID: "o",
            time: Self.received...Self.received,
            parts: [
                try ManifestPart(
                    name: .record, mediaType: "application/json", size: 1, digest: ContentDigest(of: [0]),
                    sealedSize: 1, sealedDigest: ContentDigest(of: Self.part))
            ])
        return JudgedRecord(
            manifest: manifest, signed: SignedManifest(manifest: try manifest.serialized(), signature: [1]),
            received: Self.received, findings: [Finding(check: "c", result: "passed", detail: finding)],
            problem: problem)
    }

    /// Appends records until the station has so many; their digests.
    @discardableResult
    func fill(_ storage: any RegistryStorage, upTo count: Int) async throws -> [ContentDigest] {
        _ = try await store(in: storage)
        var digests: [ContentDigest] = []
        for sequence in 1...count {
            let record = try record(sequence, after: digests.last ?? .none)
            guard case .appended = try await storage.append(record, log: log) else {
                throw RegistryError(.storageFailed, "record \(sequence) was not appended", fault: .registry)
            }
            digests.append(record.signed.digest)
        }
        return digests
    }
}
