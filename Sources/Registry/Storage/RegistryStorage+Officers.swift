/// What became of an officer who was to be admitted.
package enum Admission: Sendable, Hashable {
    case admitted
    /// He took the place of an earlier assignment of the same id.
    case replaced
    /// Just this officer serves already.
    case unchanged
}

/// The roster that was issued last.
package struct StoredRoster: Sendable, Hashable {
    package let issued: Timestamp
    package let expires: Timestamp
    package let bytes: [UInt8]
    /// Whether officers came, went or changed since.
    package let isOutdated: Bool
}

/// What became of audit entries that were to be appended.
package enum AuditOutcome: Sendable, Hashable {
    /// They are all here, new or from before.
    case appended(AuditHead)
    /// Another entry with this number is here.
    case forked(Int)
    /// They do not begin where the chain ends.
    case gap(AuditHead)
}
