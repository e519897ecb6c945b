import CardCrypto
import Dispatch
import Enrollment
import Registry
import StationWeb

extension CounterSeat {
    func signIn(_ action: CounterAction) async throws {
        let id = try text(action, "officer").lowercased()
        officer = try await signedIn(id, action)
        locked = nil
        leave()
        screen = .home
    }

    /// A password, and the officer's own card where the roster wants it.
    ///
    /// - Parameter purpose: what the audit log calls it.
    func signedIn(
        _ id: String, _ action: CounterAction, purpose: String = "sign-in"
    ) async throws -> SignedInOfficer {
        let password = SecretBytes(Array(try text(action, "password").utf8))
        var card: ContentDigest?
        if let can = action.text("can"), !can.isEmpty { card = try await equipment.cards.officersCard(can: can) }
        return try await Self.signIn(id, password, card, purpose: purpose, equipment)
    }

    /// Trying a password takes some tenths of a second of a core: on a thread of its own, not on one that all share.
    private static func signIn(
        _ id: String, _ password: SecretBytes, _ card: ContentDigest?, purpose: String, _ equipment: CounterEquipment
    ) async throws -> SignedInOfficer {
        let (officers, now) = (equipment.officers, equipment.now)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        try officers.signIn(id: id, password: password, card: card, at: now, action: purpose)
                    })
            }
        }
    }

    func signOut() throws {
        try note("sign-out")
        leave()
        (officer, locked, slip, screen) = (nil, nil, nil, .signIn)
    }

    /// The officer's keys go, and with them the enrollment at hand: what is on the disk opens with the password alone.
    func lock() throws {
        guard let officer else { return }
        try note("lock")
        locked = (officer.officer, work?.session.draft.id)
        leave()
        (self.officer, slip, screen) = (nil, nil, .locked)
    }

    func unlock(_ action: CounterAction) async throws {
        guard let locked else { throw DeskFailure(code: "not-signed-in") }
        officer = try await signedIn(locked.officer.id, action, purpose: "unlock")
        self.locked = nil
        screen = .home
        if let draft = locked.draft { try await open(draft) }
    }
}
