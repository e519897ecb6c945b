import CardCrypto

extension RecordIntake {
    /// Refuses a record of a station, or by a certificate, that is revoked. It leaves no trace, as every record whose
    /// signature does not hold.
    ///
    /// One that was retired in good order had its keys to the end, so what it signed before is still taken: a bundle may
    /// bring it later. The keys of one that was lost or compromised are in other hands, who set the clock as they like.
    func checkRevocation(of certificate: Certificate, of station: StationID, signing time: Timestamp) async throws {
        let fingerprint = ContentDigest(of: certificate.der)
        guard case .revoked(let revocation) = try await storage.standing(of: fingerprint, of: station) else { return }
        guard revocation.reason.leavesOldRecords, time < revocation.since else {
            throw ProblemDetails.stationRevoked(station, revocation)
        }
    }
}
