/// That a station, or one certificate of it, is barred.
package struct Revocation: Sendable, Hashable {
    package let since: Timestamp
    package let reason: RevocationReason

    package init(since: Timestamp, reason: RevocationReason) {
        self.since = since
        self.reason = reason
    }
}

extension ProblemDetails {
    /// What a barred station is told, whatever it asks for.
    static func stationRevoked(_ station: StationID, _ revocation: Revocation) -> ProblemDetails {
        ProblemDetails(
            .stationRevoked, status: 403, title: "The station is revoked",
            detail: "Station \(station), or this certificate of it, is barred since \(revocation.since) "
                + "(\(revocation.reason.rawValue)).")
    }
}
