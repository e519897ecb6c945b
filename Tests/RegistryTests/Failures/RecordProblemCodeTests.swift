import CardCrypto
import DocumentPKI
import FoundationEssentials
import LDS
import SmartCard
import Testing

@testable import Registry

/// Why a registry refuses a record: what RefusalTests and RecordSignatureTests do not bring about.
@Suite("The registry's refusals, by their codes")
struct RecordProblemCodeTests {
    let rig: RegistryRig
    let intake: RecordIntake

    init() throws {
        rig = try RegistryRig()
        intake = try rig.intake()
    }

    private func code(_ record: RecordingStation.Record) async throws -> String? {
        try await rig.deliver(record, to: intake).problem?.code.rawValue
    }

    @Test("another record's id")
    func recordID() async throws {
        let first = try rig.record()
        #expect(try await code(first) == nil)
        let second = try rig.recorder().record(
            2, after: first.signed.digest, id: first.manifest.record, files: rig.document.files,
            claims: rig.document.claims)
        #expect(try await code(second) == "record-id-taken")
    }

    @Test("a proof of presence that proves nothing")
    func presence() async throws {
        let record = try rig.recorder().record(
            files: rig.document.files, claims: rig.document.claims,
            presence: .activeAuthentication(signature: [UInt8](repeating: 1, count: 64)))
        #expect(try await code(record) == "presence-refuted")
    }

    @Test("somebody identified by papers, and no second officer")
    func approval() async throws {
        let officer = try SyntheticOfficer.officer("operator-7", as: .officer)
        _ = try await rig.folder.storage().admit(officer, at: Timestamp(Date() - 60))
        let record = try rig.recorder().record(
            files: [], claims: rig.document.claims, identifiedBy: .papers,
            officers: { claims in
                [
                    try OfficerSignature(
                        of: claims.digest, by: officer, with: officer.unlock(with: SyntheticOfficer.password),
                        purpose: .enrolls, at: Timestamp(Date()))
                ]
            })
        #expect(try await code(record) == "approval-missing")
    }

    @Test("a signed document of a form that no standard and no known issuer has")
    func document() async throws {
        let (time, day) = (Date(), 86_400.0)
        func template(_ name: String, _ extensions: [(String, String)]) -> CertificateTemplate {
            CertificateTemplate(
                subject: [("C", "VN"), ("CN", name)], notBefore: time - 10 * day, notAfter: time + 900 * day,
                extensions: extensions)
        }
        let (authorityKey, signerKey) = (try PrivateKey.generate(.ec(.p256)), try PrivateKey.generate(.ec(.p256)))
        let authority = try template(
            "CSCA", [("basicConstraints", "critical,CA:TRUE"), ("subjectKeyIdentifier", "hash")]
        ).issue(for: authorityKey, digest: .sha256)
        let signer = try template("Signer", [("authorityKeyIdentifier", "keyid:always")])
            .issue(for: signerKey, issuer: (authority, authorityKey), digest: .sha256)
        let groups = rig.document.files.filter { $0.file != .sod }
        let object = LDSSecurityObject(
            digestAlgorithm: ObjectIdentifier(octets: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]),
            hashes: try groups.compactMap { file in
                try file.file.dataGroupNumber.map {
                    LDSSecurityObject.DataGroupHash(dataGroup: $0, hash: try Digest.sha256.hash(file.bytes))
                }
            }.sorted { $0.dataGroup < $1.dataGroup })
        let signed = try SignedData.sign(
            object.serialized(), contentType: "1.3.6.1.4.1.55555.1", key: signerKey, certificate: signer,
            digest: .sha256, signingTime: time, isDetached: false, isCAdES: false)
        let files = groups + [RawFile(.sod, BERTLV(0x77, signed).serialized())]
        let intake = try rig.intake(trustStore: TrustStore(anchors: [authority]))
        let record = try rig.recorder().record(files: files, claims: rig.document.claims)
        #expect(try await rig.deliver(record, to: intake).problem?.code.rawValue == "document-not-accepted")
    }

    @Test("more parts than a registry keeps for records that do not come")
    func pending() async throws {
        let station = try #require(StationID("station-1"))
        try await intake.store(part: [1], digest: ContentDigest(of: [1]), of: station)
        let storage = try #require(intake.storage as? SQLStorage)
        // As if the part were as large as all that may wait.
        _ = try await storage.database.write { session in
            try session.execute("PRAGMA ignore_check_constraints = 1", [])
            return try session.execute("UPDATE parts SET size = ?", [RegistryLimits.pendingSize])
        }
        let problem = await #expect(throws: ProblemDetails.self) {
            try await intake.store(part: [2], digest: ContentDigest(of: [2]), of: station)
        }
        #expect(problem?.code.rawValue == "too-many-pending-parts" && problem?.status == 507)
    }
}
