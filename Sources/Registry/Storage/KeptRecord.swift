/// A record as the registry keeps it, looked up by its id.
package struct KeptRecord: Sendable, Hashable {
    package let signed: SignedManifest
    package let received: Timestamp
    package let verdict: Verdict
    /// How far it has come, and why; nil where nothing says so.
    package let state: RecordState?
    package let reason: String?
    /// The trace of its card's reading, 32 hexadecimal digits; nil for a record from before traces were kept.
    package let trace: String?
}
