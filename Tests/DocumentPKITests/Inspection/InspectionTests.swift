import CardCrypto
import DocumentPKI
import Foundation
import LDS
import Testing
import VirtualCard

/// What is added to passive authentication: access, the chip's proofs, the printed zone, the document's time. Proofs with
/// real transcripts are in `ChipProofTests` and in the end-to-end tests.
@Suite("Inspection")
struct InspectionTests {
    private let state: TestState
    private let files: [RawFile]

    init() throws {
        state = try TestState()
        files = try TestState.document(by: state.signer())
    }

    private func report(
        _ policy: InspectionPolicy = .counter, scanned: String? = nil, at time: Date = TestState.time,
        files: [RawFile]? = nil, _ change: (inout ChipEvidence) -> Void = { _ in }
    ) -> InspectionReport {
        var chip = ChipEvidence(accessProtocol: "id-PACE-ECDH-GM-AES-CBC-CMAC-128")
        chip.pace = RecordedOutcome(.passed)
        change(&chip)
        let evidence = Evidence(time: TestState.time, reader: "test", scannedMRZ: scanned, chip: chip)
        return Inspection(policy: policy, at: time).report(
            on: EvidenceFolder(evidence, files: files ?? self.files), trusting: TrustStore(anchors: [state.csca]))
    }

    private func row(_ check: Check, _ report: InspectionReport) -> Reason? {
        report.findings.first { $0.check == check }?.reason
    }

    @Test("every check has a row, in order, whatever the document is")
    func rows() {
        for files in [self.files, []] {
            let checks = report(files: files).findings.map(\.check)
            #expect(Set(checks) == Set(Check.allCases))
            #expect(
                checks.map(\.rawValue)
                    == Check.allCases.flatMap { check in checks.filter { $0 == check } }.map(\.rawValue))
        }
        #expect(report(files: []).verdict == .invalid)
    }

    @Test("a proof that failed makes a clone, one that nobody can check again proves nothing")
    func chip() {
        let clone = report { $0.chipAuthentication = RecordedOutcome(.failed, reason: "no answer") }
        #expect(clone.verdict == .invalid && clone.document == nil)
        #expect(row(.chipAuthentication, clone) == .refuted && row(.chip, clone) == .refuted)

        let claimed = report { $0.activeAuthentication = RecordedOutcome(.passed) }
        #expect(claimed.verdict == .valid && !claimed.isChipProven)
        #expect(row(.activeAuthentication, claimed) == .notVerifiable && row(.chip, claimed) == .noProof)
        #expect(claimed.sentence(.english).contains("not proven"))
        let kiosk = report(.kiosk) { $0.activeAuthentication = RecordedOutcome(.passed) }
        #expect(kiosk.verdict == .incomplete && kiosk.document == nil)

        let forged = report {
            $0.activeAuthentication = RecordedOutcome(.passed)
            $0.activeAuthenticationProof = ActiveAuthenticationProof(
                challenge: Array(1...8), signature: [UInt8](repeating: 0x5A, count: 256))
        }
        #expect(forged.verdict == .invalid && row(.activeAuthentication, forged) == .refuted)
    }

    @Test("PACE that was on offer and not used is told, and refused by a strict policy only")
    func access() {
        let downgraded: (inout ChipEvidence) -> Void = {
            $0.pace = RecordedOutcome(.failed)
            $0.bac = RecordedOutcome(.passed)
        }
        #expect(row(.access, report { downgraded(&$0) }) == .downgraded)
        #expect(report { downgraded(&$0) }.verdict == .valid)
        let strict = report(.strict) { downgraded(&$0) }
        #expect(strict.verdict == .notAccepted)
        let old = report {
            $0.pace = RecordedOutcome(.notOffered)
            $0.bac = RecordedOutcome(.passed)
        }
        #expect(row(.access, old) == .onlyBAC)
        #expect(row(.access, report()) == .strongAccess)
    }

    @Test("the printed zone against the chip's: fields by name, never by content")
    func zone() throws {
        let zone = try SyntheticCitizen(seed: 3).mrz()
        let lines = stride(from: 0, to: 90, by: 30).map { String(zone.text.dropFirst($0).prefix(30)) }
        #expect(row(.scannedZone, report()) == .nothingScanned)
        #expect(row(.scannedZone, report(scanned: lines.joined(separator: "\n"))) == .agrees)
        #expect(row(.scannedZone, report(scanned: zone.accessKeyInformation)) == .agrees)

        let other = try SyntheticCitizen(seed: 4).mrz()
        let forged = report(scanned: other.text)
        #expect(forged.verdict == .invalid)
        let finding = try #require(forged.findings.first { $0.check == .scannedZone })
        let fields = try #require(finding.parameters["fields"])
        #expect(fields.contains("document-number") && fields.contains("secondary-identifier"))
        #expect(!fields.contains(other.documentNumber) && !finding.detail.contains(other.documentNumber))
        for garbage in [other.accessKeyInformation, "nonsense", String(zone.text.dropLast()) + "1"] {
            #expect(report(scanned: garbage).verdict == .invalid)
        }
    }

    @Test("expiry, for the moment that is asked for")
    func expiry() throws {
        let year: TimeInterval = 365.25 * 86_400
        let end = try SyntheticCitizen(seed: 3).mrz().dateOfExpiry
        let now = report()
        #expect(row(.expiry, now) == (end == "991231" ? .neverExpires : .notExpired))
        let seeds = try (3..<40).map { seed in
            try (seed: UInt64(seed), end: SyntheticCitizen(seed: UInt64(seed)).mrz().dateOfExpiry)
        }
        let mortal = try #require(seeds.first { $0.end != "991231" })
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("country-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let image = try CardImage.cccd2021(
            SyntheticCitizen(seed: mortal.seed), by: DemoCountry.create(in: folder.path, at: TestState.time),
            at: TestState.time)
        let signed = try TestState.document(by: state.signer(), files: image.files)
        #expect(row(.expiry, report(files: signed)) == .notExpired)
        let late = report(.kiosk, at: TestState.time + 60 * year, files: signed)
        #expect(row(.expiry, late) == .expired)
        #expect(late.verdict == .notAccepted)
        #expect(report(at: TestState.time + 60 * year, files: signed).verdict == .valid)
    }

    @Test("the report's JSON has a row for each check with its words, and none of the holder's")
    func json() throws {
        let report = report(scanned: try SyntheticCitizen(seed: 4).mrz().text)
        let text = String(decoding: try report.serialized(), as: UTF8.self)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(json["schema"] as? String == "chip-id-station/inspection-report")
        #expect(json["verdict"] as? String == "invalid")
        let rows = try #require(json["checks"] as? [[String: Any]])
        #expect(rows.count == report.findings.count)
        #expect(rows.allSatisfy { ($0["sentences"] as? [String: String])?.count == 2 })
        #expect(RecordedVerdict(parsing: Array(text.utf8))?.verdict == .invalid)
        #expect(RecordedVerdict(parsing: Array("{}".utf8)) == nil)
        for citizen in [3, 4] {
            let zone = try SyntheticCitizen(seed: UInt64(citizen)).mrz()
            for secret in [zone.documentNumber, zone.optionalData, zone.primaryIdentifier, zone.dateOfBirth]
            where secret.count > 4 {
                #expect(!text.contains(secret))
            }
        }
    }
}
