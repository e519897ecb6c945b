import Registry

/// A record of this station that the registry has and the station's disk lost: what was signed, and what became of it.
/// The sealed parts are gone here; nobody needs them any more.
struct RecoveredRecord: Sendable {
    /// What the registry answered to it.
    enum Answer: Sendable {
        case received(Receipt)
        case refused(code: String)
    }

    let manifest: RecordManifest
    let signed: SignedManifest
    let answer: Answer
}
