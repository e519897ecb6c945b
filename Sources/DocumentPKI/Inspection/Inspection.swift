package import FoundationEssentials
package import LDS

/// A whole inspection: passive authentication, what opened the chip and what the chip proved, what stands in two places,
/// and the document's time, under one policy. The same for a card on the reader and for evidence of an earlier day.
package struct Inspection: Sendable {
    private let policy: InspectionPolicy
    let time: Date

    /// - Parameters:
    ///   - policy: what each check decides.
    ///   - time: the moment for which the verdict is asked.
    package init(policy: InspectionPolicy, at time: Date) {
        self.policy = policy
        self.time = time
    }

    /// Everything anew from the files and the evidence.
    package func report(on folder: EvidenceFolder, trusting store: TrustStore) -> InspectionReport {
        let passive = PassiveAuthentication(trustStore: store, policy: policy).verify(folder.files, at: time)
        return report(passive, folder.evidence, files: folder.files)
    }

    /// With passive authentication done already, of these files at this time under this policy.
    package func report(
        _ passive: PassiveAuthentication.Report, _ evidence: Evidence, files: [RawFile]
    ) -> InspectionReport {
        let proofs = evidence.chip.proofs(in: files)
        var findings = passive.findings
        findings.append(access(evidence.chip))
        findings += chip(evidence.chip, proofs)
        let zone = files.first { $0.file == .dg1 }.flatMap { try? MRZ(parsingDataGroup1: $0.bytes) }
        findings.append(scannedZone(evidence.scannedMRZ, zone))
        findings.append(expiry(zone, files))
        findings = findings.inOrder
        let verdict = policy.verdict(findings)
        return InspectionReport(
            policy: policy.name, time: time, verdict: verdict, isChipProven: proofs.isProven && !proofs.isRefuted,
            signer: passive.signer, anchor: passive.anchor, signingTime: passive.signingTime, findings: findings,
            document: verdict == .valid ? passive.document : nil)
    }

    private func access(_ chip: ChipEvidence) -> InspectionFinding {
        if chip.accessProtocol.isEmpty { return InspectionFinding(.access, .notDone, .notReached) }
        if chip.isDowngraded { return InspectionFinding(.access, .failed, .downgraded) }
        if chip.bac.word == .passed { return InspectionFinding(.access, .passed, .onlyBAC) }
        return InspectionFinding(.access, .passed, .strongAccess, [.protocol: chip.accessProtocol])
    }
}
