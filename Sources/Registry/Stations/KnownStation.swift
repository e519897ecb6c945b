/// A station as the registry knows it.
package struct KnownStation: Sendable, Hashable {
    /// Where it stands.
    package enum State: String, Sendable, Hashable {
        /// A one-time code was made for it and not used yet.
        case invited
        /// It has certificates.
        case active
        /// It is barred, for ever: its name is not given again.
        case revoked
    }

    package let name: StationID
    package let state: State
    /// Since when it is in this state.
    package let since: Timestamp
    /// Why it is revoked; nil where it is not.
    package let reason: RevocationReason?
    /// How long its certificates count, in days.
    package let days: Int

    /// That it is barred; nil where it is not.
    package var revocation: Revocation? { reason.map { Revocation(since: since, reason: $0) } }
}
