import CardCrypto
import DocumentPKI
import Enrollment
import Foundation
import Registry

/// A station with officers: made with the real makers, at a time that the test says.
struct OfficerRig: Sendable {
    static let now = Timestamp(Fixture.time)
    static let password = SecretBytes(Array("correct horse battery".utf8))
    static let wrong = SecretBytes(Array("correct horse batterz".utf8))

    let registry: RegistryFolder
    let storage: any RegistryStorage
    let station: StationFolder
    let database: OfficerDatabase

    /// A registry of its own, so that officers of other tests are not in its rosters.
    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "officers-\(UUID())").path
        registry = try RegistryFolder.create(at: folder, name: "registry.test/officers")
        try registry.createCertificates(serverNames: "DNS:localhost", at: Fixture.time)
        storage = try registry.storage()
        guard let name = StationID("test-001") else { throw CocoaError(.featureUnsupported) }
        try registry.createStation(name, at: "\(folder)/station", address: "https://localhost:1", time: Fixture.time)
        station = try StationFolder.load("\(folder)/station")
        database = try station.officerDatabase()
    }

    /// The desk, anew: nothing of an earlier one is remembered but what is on disk.
    func desk(_ rule: LockOut.Rule = LockOut.Rule()) throws -> OfficerDesk {
        OfficerDesk(
            database: try station.officerDatabase(), authorities: try station.trustAuthorities(), rule: rule)
    }

    /// Admits an officer whose keys are cheap to open.
    @discardableResult
    func admit(
        _ id: String = "o-17", as role: OfficerRole = .officer, at stations: [String] = [],
        cardKey: ContentDigest? = nil
    ) async throws -> Officer {
        let officer = try OfficerApplication.make(
            id: id, name: "Officer \(id)", password: Self.password, cardKey: cardKey, costExponent: 14
        ).officer(as: role, at: stations.compactMap { StationID($0) })
        _ = try await storage.admit(officer, at: Self.now)
        return officer
    }

    /// Issues a roster and gives it to the station.
    func issue(days: Int = 7, at time: Timestamp = now) async throws {
        let issued = try await registry.rosterIssuer(storage).issue(life: days * 86_400_000, at: time)
        _ = try desk().take(roster: issued.bytes, at: time)
    }

    static func later(seconds: Int) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + 1000 * seconds) ?? now
    }

    /// The code of the refusal; nil where he is signed in.
    func refusal(
        _ id: String = "o-17", _ password: SecretBytes = password, card: ContentDigest? = nil,
        at time: Timestamp = now, _ rule: LockOut.Rule = LockOut.Rule()
    ) throws -> OfficerRefusal.Code? {
        let desk = try desk(rule)
        do {
            _ = try desk.signIn(id: id, password: password, card: card, at: time)
            return nil
        } catch { return error.code }
    }

    func actions() throws -> [String] { try AuditLog(database).entries(limit: 1000).map(\.action) }
}
