import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// What becomes of records whose station was barred, or whose certificate ended, after they were signed.
@Suite(.everyStorage) struct RevokedRecordTests {
    let rig: RegistryRig
    let station: StationID

    init() throws {
        rig = try RegistryRig()
        station = try #require(StationID("station-1"))
    }

    private func revoke(_ reason: RevocationReason, at time: Date, in storage: any RegistryStorage) async throws {
        _ = try await storage.register([], of: station, days: 730, at: .now)
        #expect(
            try await storage.revoke(station, certificate: nil, Revocation(since: Timestamp(time), reason: reason)))
    }

    @Test(arguments: [RevocationReason.retired, .lost, .compromised])
    func whatItSignedAfterwardsIsNeverTaken(_ reason: RevocationReason) async throws {
        let intake = try rig.intake()
        try await revoke(reason, at: Date() - 3600, in: intake.storage)
        let problem = try #require(try await rig.deliver(rig.record(), to: intake).problem)
        #expect(problem.code == .stationRevoked && problem.status == 403)
        #expect(try await intake.storage.record(sequence: 1, of: station) == nil)
    }

    @Test(arguments: [(RevocationReason.retired, true), (.lost, false), (.compromised, false)])
    func whatItSignedBeforeIsTakenOfAStationThatWasRetiredOnly(_ reason: RevocationReason, _ isTaken: Bool) async throws
    {
        let intake = try rig.intake()
        let record = try rig.record()
        try await revoke(reason, at: Date() + 3600, in: intake.storage)
        let delivery = try await rig.deliver(record, to: intake)
        #expect((delivery.receipt != nil) == isTaken && (delivery.problem?.code == .stationRevoked) == !isTaken)
    }

    @Test func whatTheRegistryHasKeepsItsReceipt() async throws {
        let intake = try rig.intake()
        let record = try rig.record()
        let receipt = try #require(try await rig.deliver(record, to: intake).receipt)
        try await revoke(.compromised, at: Date() - 3600, in: intake.storage)
        #expect(try await rig.deliver(record, to: intake).receipt == receipt)
    }

    @Test func aCertificateThatEndedSinceCountsForWhatItSignedBefore() async throws {
        let now = Date()
        let authority = try StationCA.create(name: "registry.example", at: now - 200 * 86_400)
        let stations = StationAuthority([authority.certificate])
        for (ended, signed, isTaken) in [
            // days ago: the certificate's end, the manifest's time
            (1.0, 2.0, true), (59, 59.5, true), (1, 0.5, false), (61, 62, false), (-1, 0, true),
        ] {
            let signer = try authority.issueSigner(station, days: 30, at: now - (ended + 30) * 86_400)
            let record = try rig.recorder(sign: { manifest in
                try SignedData.sign(
                    manifest, key: signer.key, certificate: signer.certificate, digest: .sha256, signingTime: now,
                    isDetached: true, isCAdES: true)
            }).record(1, after: .none, files: rig.document.files, claims: rig.document.claims)
            var taken = true
            do {
                _ = try stations.verify(record.signed, by: station, claiming: now - signed * 86_400, at: now)
            } catch { taken = false }
            #expect(taken == isTaken, "ended \(ended) days ago, signed \(signed) days ago")
        }
    }
}
