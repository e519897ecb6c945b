import CardCrypto
import FoundationEssentials
import Testing
import VirtualCard

@testable import Registry

/// A registry that decides: a station that records citizens who do not exist, and officers who decide about them.
final class AdjudicationRig {
    let rig: RegistryRig
    let intake: RecordIntake
    let storage: any RegistryStorage
    private var last: RecordingStation.Record?
    private var sequence = 0
    private var enroller: Officer?

    init(policy: String? = nil) throws {
        rig = try RegistryRig()
        if let policy {
            try DurableFile.create("\(rig.folder.path)/adjudication.json", Array(policy.utf8), mode: 0o600)
        }
        intake = try rig.intake()
        storage = intake.storage
    }

    var desk: CaseDesk {
        CaseDesk(storage: storage, openingKey: rig.folder.openingKey, policy: intake.policy)
    }

    /// Admits officers: two, one who enrolls, and a supervisor.
    func admit() async throws {
        let before = Timestamp(Date() - 3600)
        for id in ["o-1", "o-2", "o-3"] { _ = try await storage.admit(SyntheticOfficer.officer(id), at: before) }
        _ = try await storage.admit(SyntheticOfficer.officer("s-1", as: .supervisor), at: before)
    }

    /// A record of a citizen, delivered; it must be accepted. Its case.
    @discardableResult
    func record(
        _ number: Int = 22, _ action: String = "open-account", phone: String? = "0912345678",
        portrait: RecordClaims.Portrait? = nil
    ) async throws -> Case {
        sequence += 1
        let enroller = try await storage.hasOfficers() ? SyntheticOfficer.officer("operator-7") : nil
        if let enroller, try await storage.assignments(of: enroller.id).isEmpty {
            _ = try await storage.admit(enroller, at: Timestamp(Date() - 3600))
            self.enroller = enroller
        }
        let signer = self.enroller
        let sign: (RecordClaims) throws -> [OfficerSignature] = { claims in
            guard let signer else { return [] }
            return [
                try OfficerSignature(
                    of: claims.digest, by: signer, with: signer.unlock(with: SyntheticOfficer.password),
                    purpose: .enrolls, at: Timestamp(Date()))
            ]
        }
        let document = try SyntheticDocument(
            country: rig.document.country, personalNumber: "0340580\(String(100_000 + number).suffix(5))")
        let record = try rig.recorder().record(
            sequence, after: last?.signed.digest ?? .none, files: document.files, claims: document.claims,
            entry: phone.map { ["phone": $0, "email": "citizen@example.org"] } ?? [:], action: action,
            portrait: portrait, officers: sign)
        last = record
        let delivery = try await rig.deliver(record, to: intake)
        try #require(delivery.receipt != nil, "\(delivery)")
        return try #require(try await storage.cases(waiting: false, after: sequence - 1, limit: 1).first)
    }

    /// The account of a citizen.
    func account(_ number: Int = 22) async throws -> Account? {
        let facts = AccountFacts(holder: "0340580\(String(100_000 + number).suffix(5))", phone: nil)
        return try await storage.account(of: rig.folder.accountIndex().hashes(of: facts))
    }

    func decide(
        _ number: Int, _ verdict: CaseDecision.Verdict, _ reason: String? = nil, by officer: String
    ) async throws -> Case.State {
        try await desk.decide(
            number, verdict, reason: reason, as: officer, password: SyntheticOfficer.password, at: Timestamp(Date()))
    }

    /// The kinds of all events.
    func events() async throws -> [String] { try await storage.events(after: 0, limit: 500).map(\.kind) }
}
