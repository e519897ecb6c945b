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
        let pieces: [ContentDigest: [UInt8]]

        func piece(_ piece: SealedPiece) throws -> [UInt8] { try #require(pieces[piece.digest]) }
    }

    private static let procedure = ProcedureReference(id: "eid-level-2", version: 1)
    let id: StationID
    let sealingKey: SealingKey
    let sign: @Sendable ([UInt8]) throws -> [UInt8]

    /// Makes a record of chip files and what it claims of their holder.
    func record(
        _ sequence: Int = 1, after previous: ContentDigest = .none, id: RecordID? = nil, files: [RawFile],
        claims: HolderClaims, identifiedBy identification: PersonClaims.Identification = .chip,
        presence: PresenceProof? = nil, entry: [String: String] = [:], action: String = "open-account",
        portrait: RecordClaims.Portrait? = nil, fingers: [RecordClaims.Finger] = [], further: [RecordPart] = [],
        freshness: ContentDigest = .none,
        alter: ([SealedPart]) throws -> [SealedPart] = { $0 },
        officers: (RecordClaims) throws -> [OfficerSignature] = { _ in [] }
    ) throws -> Record {
        let now = Timestamp(Date())
        let record = id ?? RecordID(at: now)
        let chip =
            files.map { RecordPart(name: .chipFile($0.file), mediaType: "application/octet-stream", bytes: $0.bytes) }
            + further
        let claims = RecordClaims(
            record: record, station: self.id,
            procedure: .init(
                reference: Self.procedure, form: "TK01", action: action, digest: ContentDigest(of: [])),
            officer: "operator-7", time: now...now,
            persons: [PersonClaims.holder: PersonClaims(identification: identification, claims: claims)], entry: entry,
            consent: .init(id: "eid", version: 1, language: "vi", digest: ContentDigest(of: [])), portrait: portrait,
            fingers: fingers,
            parts: Dictionary(chip.map { ($0.name, ContentDigest(of: $0.bytes)) }) { first, _ in first },
            freshness: freshness)
        let body = RecordBody(claims: claims, presence: presence, signatures: try officers(claims))
        let parts =
            [RecordPart(name: .record, mediaType: "application/json", bytes: try body.serialized())] + chip
        let sealed = try alter(
            try parts.map {
                try sealingKey.seal(
                    $0, in: SealContext(record: record, station: self.id, sequence: sequence, part: $0.name))
            })
        let manifest = try RecordManifest(
            record: record, station: self.id, sequence: sequence, previous: previous,
            procedure: Self.procedure, operatorID: "operator-7", time: now...now,
            parts: sealed.map(\.entry))
        let bytes = try manifest.serialized()
        return Record(
            manifest: manifest, signed: SignedManifest(manifest: bytes, signature: try sign(bytes)),
            pieces: Dictionary(
                sealed.flatMap { part in
                    part.entry.pieceDigests.isEmpty ? [part.bytes] : SealedPiece.cut(part.bytes)
                }.map { (ContentDigest(of: $0), $0) }
            ) { first, _ in first })
    }
}
