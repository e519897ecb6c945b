import FoundationEssentials
import LDS
import Testing

@testable import Registry

/// A station that makes records as a real one does: seals the parts, lists them, signs the manifest.
struct RecordingStation {
    /// A record ready to be sent.
    struct Record: Sendable {
        let manifest: RecordManifest
        let signed: SignedManifest
        let parts: [ContentDigest: [UInt8]]

        func part(_ entry: ManifestPart) throws -> [UInt8] { try #require(parts[entry.sealedDigest]) }
    }

    let id: StationID
    let sealingKey: SealingKey
    let sign: @Sendable ([UInt8]) throws -> [UInt8]

    /// Makes a record of chip files and what it claims of their holder.
    func record(
        _ sequence: Int = 1, after previous: ContentDigest = .none, files: [RawFile], claims: HolderClaims,
        entry: JSONValue? = nil, alter: ([SealedPart]) throws -> [SealedPart] = { $0 }
    ) throws -> Record {
        let now = Timestamp(Date())
        let record = RecordID(at: now)
        var json: [String: JSONValue] = ["record": .string(record.text), "holder": claims.json]
        json["entry"] = entry
        let content = try JSONValue.object(json).canonical()
        var parts = [RecordPart(name: .record, mediaType: "application/json", bytes: content)]
        parts += files.map {
            RecordPart(name: .chipFile($0.file), mediaType: "application/octet-stream", bytes: $0.bytes)
        }
        let sealed = try alter(
            try parts.map {
                try sealingKey.seal(
                    $0, in: SealContext(record: record, station: id, sequence: sequence, part: $0.name))
            })
        let manifest = try RecordManifest(
            record: record, station: id, sequence: sequence, previous: previous,
            procedure: ProcedureReference(id: "eid-level-2", version: 1), operatorID: "operator-7", time: now...now,
            parts: sealed.map(\.entry))
        let bytes = try manifest.serialized()
        return Record(
            manifest: manifest, signed: SignedManifest(manifest: bytes, signature: try sign(bytes)),
            parts: Dictionary(sealed.map { ($0.entry.sealedDigest, $0.bytes) }) { first, _ in first })
    }
}
