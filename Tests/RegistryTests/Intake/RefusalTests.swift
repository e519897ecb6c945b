import CardCrypto
import DocumentPKI
import FoundationEssentials
import LDS
import Testing
import VirtualCard

@testable import Registry

/// What the registry finds for itself. In process, through the same interface that the client has.
@Suite(.everyStorage) struct RefusalTests {
    let rig: RegistryRig
    let intake: RecordIntake

    init() throws {
        rig = try RegistryRig()
        intake = try rig.intake()
    }

    /// Delivers a record that must be refused, and tells why.
    private func refusal(_ record: RecordingStation.Record, by intake: RecordIntake? = nil) async throws
        -> ProblemDetails
    {
        try #require(try await rig.deliver(record, to: intake ?? self.intake).problem)
    }

    // MARK: The signature and the chain. What fails here uses no number up.

    @Test func aSignatureThatDoesNotHoldLeavesNoTrace() async throws {
        let good = try rig.record()
        let (pki, station) = (rig.pki, rig.station)
        let strangers = try StationPKI().issue("station-1")
        let neighbour = try pki.issue("station-2")
        let onlyTLS = try pki.issue("station-1", usage: "digitalSignature")
        let expired = try pki.issue("station-1", from: Date() - 7200, to: Date() - 3600)
        let signers: [@Sendable ([UInt8]) throws -> [UInt8]] = [
            { _ in [] }, { _ in [0x30, 0x80] }, { try station.sign($0 + [0x20]) }, { try strangers.sign($0) },
            { try neighbour.sign($0) }, { try expired.sign($0) }, { try onlyTLS.sign($0) },
            { try station.sign($0, digest: .sha1) },
            { bytes in
                var signature = try station.sign(bytes)
                signature[signature.count - 5] ^= 1
                return signature
            },
        ]
        for (number, sign) in signers.enumerated() {
            let record = try rig.recorder(sign: sign).record(files: rig.document.files, claims: rig.document.claims)
            let problem = try await refusal(record)
            #expect(problem.code == .signatureInvalid && !problem.retryable, "signer \(number): \(problem)")
        }
        #expect(try await intake.storage.standing(of: good.manifest).head == nil)
        #expect(try await rig.deliver(good, to: intake).receipt != nil)
    }

    @Test func aNumberIsUsedOnce() async throws {
        _ = try await rig.deliver(try rig.record(), to: intake)
        let delivery = try await rig.deliver(try rig.record(), to: intake)
        let problem = try #require(delivery.problem)
        #expect(problem.code == .sequenceTaken && problem.status == 409 && !problem.retryable)
        #expect(delivery.isBlocked, "a fork is nothing that the next record could follow")
    }

    @Test func theChainHasNoGapAndNoFork() async throws {
        let first = try rig.record()
        let gap = try await refusal(try rig.record(2, after: first))
        #expect(gap.code == .sequenceGap && gap.status == 409 && gap.retryable)
        _ = try await rig.deliver(first, to: intake)
        let fork = try await refusal(try rig.record(2, after: try rig.record()))
        #expect(fork.code == .chainBroken && fork.status == 409 && !fork.retryable)
        #expect(try await rig.deliver(try rig.record(2, after: first), to: intake).receipt != nil)
    }

    @Test func aRecordWithoutItsPartsIsNotTaken() async throws {
        let record = try rig.record()
        let problem = await #expect(throws: ProblemDetails.self) {
            try await intake.submit(record.signed, sequence: 1, of: record.manifest.station)
        }
        #expect(problem?.code == .partsMissing && problem?.retryable == true)
        #expect(try await rig.deliver(record, to: intake).receipt != nil)
    }

    @Test func thePathMustNameTheManifestsPlace() async throws {
        let record = try rig.record()
        let other = try #require(StationID("station-2"))
        for (sequence, station) in [(2, record.manifest.station), (1, other)] {
            let problem = await #expect(throws: ProblemDetails.self) {
                try await intake.submit(record.signed, sequence: sequence, of: station)
            }
            #expect(problem?.code == .malformedRequest)
        }
    }

    // MARK: The content. What fails here is refused for good, and the chain goes on.

    @Test func partsInOneAnothersPlaceDoNotOpen() async throws {
        let record = try rig.recorder().record(files: rig.document.files, claims: rig.document.claims) { parts in
            // The bytes of two parts change places, and the manifest that is signed lists them so.
            try zip(parts, [parts[0], parts[2], parts[1]] + parts.dropFirst(3)).map { part, other in
                SealedPart(
                    entry: try ManifestPart(
                        name: part.entry.name, mediaType: part.entry.mediaType, size: part.entry.size,
                        digest: part.entry.digest, sealedSize: other.entry.sealedSize,
                        sealedDigest: other.entry.sealedDigest),
                    bytes: other.bytes)
            }
        }
        #expect(try await refusal(record).code == .sealInvalid)
    }

    @Test func aPartThatIsNotWhatTheManifestListsIsFound() async throws {
        let record = try rig.recorder().record(files: rig.document.files, claims: rig.document.claims) { parts in
            try parts.map { part in
                SealedPart(
                    entry: try ManifestPart(
                        name: part.entry.name, mediaType: part.entry.mediaType, size: part.entry.size,
                        digest: ContentDigest(of: [1]), sealedSize: part.entry.sealedSize,
                        sealedDigest: part.entry.sealedDigest),
                    bytes: part.bytes)
            }
        }
        #expect(try await refusal(record).code == .contentMismatch)
    }

    @Test func anAlteredDataGroupIsNotGenuine() async throws {
        let files = rig.document.files.map { file in
            guard file.file == .dg13 else { return file }
            var bytes = file.bytes
            bytes[bytes.count - 1] ^= 0x20
            return RawFile(file.file, bytes)
        }
        let problem = try await refusal(try rig.recorder().record(files: files, claims: rig.document.claims))
        #expect(problem.code == .documentNotGenuine && problem.status == 422 && !problem.retryable)
    }

    @Test(arguments: [[ElementaryFile.sod], [.dg1], [.sod, .dg1, .dg13]])
    func aDocumentWithoutItsFilesIsNotGenuine(_ left: [ElementaryFile]) async throws {
        let files = rig.document.files.filter { !left.contains($0.file) }
        let problem = try await refusal(try rig.recorder().record(files: files, claims: rig.document.claims))
        #expect(problem.code == .documentNotGenuine)
    }

    @Test func aDocumentOfAnUnknownCountryIsNotTrusted() async throws {
        let strangers = try DemoCountry.create(in: "\(rig.temporary.path)/strangers", at: Date())
        let intake = try rig.intake(trustStore: TrustStore(anchors: [strangers.csca]))
        #expect(try await refusal(try rig.record(), by: intake).code == .documentNotTrusted)
    }

    @Test(arguments: [
        ("personalNumber", "034058000023"), ("fullName", "Nguyễn Văn Ty"), ("documentNumber", "058000023"),
        ("dateOfBirth", "581027"), ("sex", "F"), ("dateOfExpiry", "300101"),
    ])
    func aClaimThatTheChipDoesNotMakeIsFound(_ claim: String, _ value: String) async throws {
        var members = try #require(rig.document.claims.json.object)
        members[claim] = .string(value)
        let claims = try HolderClaims(json: .object(members))
        let problem = try await refusal(try rig.recorder().record(files: rig.document.files, claims: claims))
        #expect(problem.code == .claimsMismatch && !problem.detail.contains(value))
    }

    @Test func aNameInAnotherUnicodeFormIsTheSameName() async throws {
        var claims = rig.document.claims
        claims.fullName = "Nguye\u{302}\u{303}n Va\u{306}n Ty\u{301}"
        let record = try rig.recorder().record(files: rig.document.files, claims: claims)
        #expect(try await rig.deliver(record, to: intake).receipt != nil)
    }

    @Test func aRefusalIsFinalAndTheChainGoesOnBehindIt() async throws {
        var claims = rig.document.claims
        claims.sex = "F"
        let refused = try rig.recorder().record(files: rig.document.files, claims: claims)
        let first = try await rig.deliver(refused, to: intake)
        let problem = try #require(first.problem)
        #expect(!first.isBlocked)
        #expect(try await refusal(refused) == problem)
        #expect(try await refusal(try rig.record()).code == .sequenceTaken)
        let receipt = try await rig.deliver(try rig.record(2, after: refused), to: intake).receipt
        #expect(receipt?.index == 0 && receipt?.leaf.sequence == 2)

        let storage = try #require(intake.storage as? SQLStorage)
        let findings = try await storage.database.read { session in
            try session.rows(
                "SELECT findings.name FROM findings JOIN records ON number = record WHERE sequence = 1 AND result = 'failed'"
            ).map { try $0.text("name") }
        }
        #expect(findings == ["claims"])
    }

    @Test func nothingOfThePersonIsInTheDatabase() async throws {
        _ = try await rig.deliver(try rig.record(), to: intake)
        try await intake.storage.close()
        for name in ["registry.sqlite", "registry.sqlite-wal"] {
            guard let bytes = FileManager.default.contents(atPath: "\(rig.folder.path)/\(name)") else { continue }
            for secret in [SyntheticDocument.personalNumber, "Nguyễn", "NGUYEN"] {
                #expect(bytes.firstRange(of: Array(secret.utf8)) == nil, "\(name)")
            }
        }
    }
}
