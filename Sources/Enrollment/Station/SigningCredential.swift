import Synchronization

/// The station's signing key and certificate as they are now: read again when `identity.json` has changed, so that a
/// program that runs goes on with the renewed ones.
final class SigningCredential: Sendable {
    private let folder: StationFolder
    private let held: Mutex<(entry: StationIdentity.Entry, credential: StationCredential)>

    /// Opens key and certificate; what is wrong with them shows at once.
    init(of folder: StationFolder) throws {
        self.folder = folder
        let entry = try folder.identity().signing
        held = Mutex((entry, try folder.credential(entry)))
    }

    /// What to sign with now.
    func current() throws -> StationCredential {
        let entry = try folder.identity().signing
        return try held.withLock { held in
            if held.entry != entry { held = (entry, try folder.credential(entry)) }
            return held.credential
        }
    }
}
