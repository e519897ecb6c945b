/// Who may talk to the registry. One method is one transaction.
package protocol StationStorage: Sendable {
    /// Every station that is known, by name.
    func stations() async throws -> [KnownStation]

    /// A station; nil where it is not known.
    func station(_ name: StationID) async throws -> KnownStation?

    /// A station's certificates, the newest last.
    func certificates(of station: StationID) async throws -> [StationCertificate]

    /// What is to be thought of a certificate that names this station.
    func standing(of fingerprint: ContentDigest, of station: StationID) async throws -> CertificateStanding

    /// Makes a station and its certificates known, and active where it was invited. False where it is barred.
    func register(
        _ certificates: [StationCertificate], of station: StationID, days: Int, at time: Timestamp
    ) async throws -> Bool

    /// Issues certificates to a station that has others, and keeps them; what `issue` does not make is the answer of
    /// before. Nil where it is barred.
    func renew(
        _ station: StationID, at time: Timestamp,
        _ issue: @escaping @Sendable (KnownStation, _ held: [StationCertificate]) throws -> [StationCertificate]
    ) async throws -> [StationCertificate]?

    /// Bars a station or one of its certificates. What is barred stays as it is. False where there is no such station or
    /// certificate.
    func revoke(
        _ station: StationID, certificate: ContentDigest?, _ revocation: Revocation
    ) async throws -> Bool

    /// Keeps an invitation under the digest of its code, and makes the station known. An earlier invitation of the station
    /// that nobody used ends. False where the station is barred.
    func invite(_ invitation: StationInvitation, code: ContentDigest, days: Int) async throws -> Bool

    /// Uses an invitation: certificates and the use of the code are one transaction, in which the station's earlier
    /// certificates are barred as retired. The same keys get the same certificates as long as the invitation counts.
    func redeem(
        _ code: ContentDigest, keys: ContentDigest, at time: Timestamp,
        _ issue: @escaping @Sendable (StationInvitation, _ days: Int) throws -> [StationCertificate]
    ) async throws -> Redemption
}
