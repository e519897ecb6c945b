import DocumentPKI
package import FoundationEssentials

/// How the registry's stations come to be known, and get their certificates.
extension RegistryFolder {
    /// Makes the folder of a new station, and makes it known first: a folder that nobody could bar would be worse than a
    /// station without a folder.
    package func enlist(_ station: StationID, at folder: String, address: String, time: Date) async throws {
        let issued = StationCredentials(
            tls: try stationCA().issueClient(station, at: time), signing: try stationCA().issueSigner(station, at: time)
        )
        let isKnown = try await storage().register(
            [
                StationCertificate(.tls, issued.tls.certificate),
                StationCertificate(.signing, issued.signing.certificate),
            ],
            of: station, days: StationCA.usualDays, at: Timestamp(time))
        guard isKnown else {
            throw RegistryError(
                .stationBarred, "station \(station) is revoked; a station that replaces it gets another name",
                fault: .registry)
        }
        try createStation(station, with: issued, at: folder, address: address)
    }

    /// Who gives stations their certificates.
    ///
    /// - Parameter storage: the registry's, opened once for all that the process does with it.
    package func stationEnrolment(_ storage: any RegistryStorage) throws -> StationEnrolment {
        StationEnrolment(
            storage: storage, authority: try stationCA(), description: description,
            welcome: { now in (try firstTrust(at: now), try await rosterIssuer(storage).current(at: Timestamp(now))) })
    }

    /// A trust bundle for a new station; nil where nothing is trusted, or where it is too large for the answer.
    private func firstTrust(at now: Date) throws -> [UInt8]? {
        guard try !TrustStore.load(folder: trustPath).store.anchors.isEmpty else { return nil }
        let bytes = try makeTrustBundle(validFor: 90 * 86_400, at: now).bytes
        return bytes.count <= IssuedIdentity.maximumSize / 3 ? bytes : nil
    }
}

/// The two credentials that the CA made for a station.
struct StationCredentials {
    let tls: StationCA.Credential
    let signing: StationCA.Credential
}
