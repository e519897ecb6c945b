import CardCrypto
package import FoundationEssentials
import Glibc

/// The registry's officers, and the key by which it recognises citizens.
extension RegistryFolder {
    private static let rosterFile = "roster.p7s"
    private static let accountsKeyFile = "accounts.key"

    /// Makes rosters, signed by a fresh key that the station CA certifies for this one roster and that is kept nowhere.
    package func rosterIssuer(_ storage: any RegistryStorage) -> RosterIssuer {
        RosterIssuer(storage: storage) { roster in
            let signer = try stationCA().issueRosterSigner(until: roster.expires.date, at: roster.issued.date)
            return try SignedData.sign(
                roster.serialized(), contentType: Roster.contentType, key: signer.key,
                certificate: signer.certificate, digest: .sha256, signingTime: roster.issued.date, isDetached: false,
                isCAdES: true)
        }
    }

    /// Puts the current roster into the folder of a new station, where there are officers.
    package func giveRoster(to folder: String, at now: Date) async throws {
        guard let roster = try await rosterIssuer(storage()).current(at: Timestamp(now)) else { return }
        try DurableFile.create("\(folder)/\(Self.rosterFile)", roster, mode: 0o644)
    }

    /// The index of accounts; its key is made on first use.
    func accountIndex() throws(RegistryError) -> AccountIndex {
        let file = "\(path)/\(Self.accountsKeyFile)"
        if access(file, F_OK) != 0 {
            let key: [UInt8]
            do { key = try randomBytes(32) } catch {
                throw RegistryError(.keyUnusable, "no random numbers for \(file)", fault: .registry)
            }
            try DurableFile.create(file, key, mode: 0o600)
        }
        return try AccountIndex(key: SecretBytes(DurableFile.read(file, atMost: 32)))
    }
}
