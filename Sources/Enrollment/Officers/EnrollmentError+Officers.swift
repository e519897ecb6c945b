extension EnrollmentError.Code {
    package static let rosterRefused = Self(rawValue: "roster-refused")
    /// The station's audit log does not hold together.
    package static let auditBroken = Self(rawValue: "audit-broken")
    /// The registry holds another audit log of this station.
    package static let auditForked = Self(rawValue: "audit-forked")
}
