import CardCrypto
import Foundation
import Registry

@testable import Enrollment

/// A station with an administrator who can open its backups.
struct BackupRig: Sendable {
    static let password = SecretBytes(Array("correct horse battery".utf8))

    let forwarding: ForwardingRig
    let administrator: OfficerApplication
    let folder: String

    var station: StationFolder { forwarding.station }
    var store: EnrollmentStore { forwarding.store }

    init() throws {
        forwarding = try ForwardingRig()
        administrator = try Self.officer("o-9")
        folder = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try AuditLog(station.officerDatabase()).append("sign-in", officer: "o-9", subject: nil)
    }

    static func officer(_ id: String) throws -> OfficerApplication {
        try OfficerApplication.make(
            id: id, name: "Officer \(id)", password: password, cardKey: nil, costExponent: 14)
    }

    var file: String { "\(folder)/station.backup" }

    @discardableResult
    func backup(move: Bool = false) throws -> StationBackup.Made {
        try StationBackup(of: station).write(to: file, for: [administrator], move: move, at: forwarding.clock.now)
    }

    func reader(
        _ path: String? = nil, as application: OfficerApplication? = nil, _ password: SecretBytes = password
    ) throws -> BackupReader {
        let reader = try BackupReader(path ?? file)
        let officer = try (application ?? administrator).officer(as: .administrator, at: [])
        try reader.unlock(as: officer, with: officer.unlock(with: password))
        return reader
    }

    /// Restores into a new folder.
    func restore(_ name: String = "restored") throws -> StationFolder {
        try StationRestore(reader()).restore(to: "\(folder)/\(name)").folder
    }

    /// Gives a restored folder the keys again, as a token that is put into another machine would.
    func giveKeys(to restored: StationFolder) throws {
        for name in ["tls.key", "signing.key"] {
            try FileManager.default.copyItem(
                at: station.url.appending(path: name), to: restored.url.appending(path: name))
        }
    }

    func recovery(_ restored: StationFolder, _ registry: (any RegistryAPI)? = nil) throws -> StationRecovery {
        let clock = forwarding.clock
        return try StationRecovery(
            of: restored, restored.store(), registry ?? forwarding.intake, settling: .zero, clock: { clock.now },
            logger: Fixture.quiet)
    }

    /// The code with which something is refused.
    static func code(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let error as EnrollmentError { return error.code.rawValue } catch { return "\(error)" }
    }

    /// The code with which a station refuses a record.
    func refusal(of station: StationFolder, seed: UInt64 = 40) async -> String? {
        await Self.code {
            _ = try station.store().add(
                forwarding.fixture.record(seed: seed, in: self.station), sealedBy: self.station.sealer(),
                allowingAnother: true)
        }
    }
}
