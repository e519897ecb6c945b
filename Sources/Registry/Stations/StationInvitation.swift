/// That a station may get certificates, once, by a code.
package struct StationInvitation: Sendable, Hashable {
    package let station: StationID
    package let created: Timestamp
    package let expires: Timestamp
    /// The registry's address for this station.
    package let address: String
    /// A signed bundle of procedures for its first day; nil where it gets none.
    package let procedures: [UInt8]?

    package init(
        station: StationID, created: Timestamp, expires: Timestamp, address: String, procedures: [UInt8]?
    ) {
        self.station = station
        self.created = created
        self.expires = expires
        self.address = address
        self.procedures = procedures
    }
}

/// What became of a code that somebody came with.
package enum Redemption: Sendable {
    /// The certificates for the keys that came along: fresh ones, or those of an earlier try with the same keys.
    case issued(StationInvitation, [StationCertificate])
    /// No invitation has this code.
    case unknown
    case expired
    /// Other keys have used it.
    case used
    /// Its station is barred.
    case revoked(StationID, Revocation)
}
