import CardCrypto
import Crypto
import Foundation
import Registry

/// The key of one draft (AES-256-GCM), and what it has kept by now. Every sealed piece is bound to the draft and to its
/// name, so that no piece can stand in another's place.
package struct DraftKey: Sendable {
    private let id: RecordID
    private let key: SecretBytes
    /// Digests of the attachments as they lie on the disk.
    private var kept: [String: ContentDigest] = [:]

    /// A fresh key.
    init(of id: RecordID) throws(EnrollmentError) {
        self.id = id
        do { key = SecretBytes(try randomBytes(32)) } catch {
            throw EnrollmentError(.storageFailed, "this machine gives no random numbers: \(error)", fault: .station)
        }
    }

    init?(of id: RecordID, bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.id = id
        key = SecretBytes(bytes)
    }

    /// What a save writes.
    struct Saving {
        let draft: [UInt8]
        /// Those that have changed, by name.
        let attachments: [(String, [UInt8])]
        let removed: [String]
        fileprivate let digests: [String: ContentDigest]
    }

    func saving(_ session: EnrollmentSession) throws(EnrollmentError) -> Saving {
        let digests = session.attachments.mapValues { ContentDigest(of: $0) }
        do {
            return Saving(
                draft: try seal(Array(JSONEncoder().encode(session.draft)), "draft"),
                attachments: try session.attachments.filter { kept[$0.key] != digests[$0.key] }.map {
                    ($0.key, try seal($0.value, "attachment/" + $0.key))
                },
                removed: kept.keys.filter { digests[$0] == nil }, digests: digests)
        } catch {
            throw EnrollmentError(.storageFailed, "the draft cannot be encrypted: \(error)", fault: .station)
        }
    }

    mutating func saved(_ saving: Saving) { kept = saving.digests }

    mutating func loaded(_ attachments: [String: [UInt8]]) { kept = attachments.mapValues { ContentDigest(of: $0) } }

    func opened(_ sealed: [UInt8]) -> Draft? {
        open(sealed, "draft").flatMap { try? JSONDecoder().decode(Draft.self, from: Data($0)) }
    }

    func opened(_ sealed: [UInt8], attachment name: String) -> [UInt8]? { open(sealed, "attachment/" + name) }

    /// The key itself, for an officer alone.
    func sealed(for officer: Officer, at station: StationID) throws(EnrollmentError) -> [UInt8] {
        let context = try Self.context(id, officer: officer.id, station: station)
        let part = RecordPart(name: context.part, mediaType: "application/octet-stream", bytes: key.exposed())
        do { return try officer.sealingKey.seal(part, in: context).bytes } catch {
            throw EnrollmentError(
                .storageFailed, "the draft's key cannot be sealed for officer \(officer.id): \(error)", fault: .station)
        }
    }

    static func context(
        _ id: RecordID, officer: String, station: StationID
    ) throws(EnrollmentError) -> SealContext {
        guard let part = PartName("draft-key/\(officer)") else {
            throw EnrollmentError(.draftUnreadable, "\(officer) is no officer's identity", fault: .station)
        }
        return SealContext(record: id, station: station, sequence: 0, part: part)
    }

    private func seal(_ bytes: [UInt8], _ name: String) throws -> [UInt8] {
        let key = key.withUnsafeBytes { SymmetricKey(data: $0) }
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Data("\(id)\n\(name)".utf8))
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return [UInt8](combined)
    }

    private func open(_ sealed: [UInt8], _ name: String) -> [UInt8]? {
        let key = key.withUnsafeBytes { SymmetricKey(data: $0) }
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Data("\(id)\n\(name)".utf8))
        else { return nil }
        return [UInt8](bytes)
    }
}
