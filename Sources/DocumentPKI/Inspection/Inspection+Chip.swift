/// The chip's own proofs as rows (Doc 9303-11 §6). What they prove is that the chip holds the key in the file; that the
/// file is the state's is the business of the rows before.
extension Inspection {
    func chip(_ chip: ChipEvidence, _ proofs: ChipProofs) -> [InspectionFinding] {
        let agreement = proofs.isByMapping ? "PACE with Chip Authentication Mapping" : "Chip Authentication"
        return [
            row(
                .chipAuthentication, agreement, proofs.chipAuthentication, chip.chipAuthentication,
                isDeniable: true),
            row(
                .activeAuthentication, "Active Authentication", proofs.activeAuthentication,
                chip.activeAuthentication, isDeniable: false),
            original(proofs),
        ]
    }

    /// Either proof is enough, and one that failed is not made good by the other.
    private func original(_ proofs: ChipProofs) -> InspectionFinding {
        if proofs.isRefuted {
            return InspectionFinding(
                .chip, .failed, .refuted,
                [.protocol: "Chip Authentication, Active Authentication", .detail: "see there"])
        }
        if proofs.isProvenToOthers {
            return InspectionFinding(.chip, .passed, .proven, [.protocol: "Active Authentication"])
        }
        guard proofs.isProven else { return InspectionFinding(.chip, .notDone, .noProof) }
        return InspectionFinding(.chip, .passed, .provenDeniably, [.protocol: "Chip Authentication"])
    }

    private func row(
        _ check: Check, _ name: String, _ result: ChipProofResult, _ outcome: RecordedOutcome, isDeniable: Bool
    ) -> InspectionFinding {
        func detail(_ reason: String) -> String { reason.hasSuffix(".") ? String(reason.dropLast()) : reason }
        switch (result, outcome.word) {
        case (.proven, _):
            return InspectionFinding(check, .passed, isDeniable ? .provenDeniably : .proven, [.protocol: name])
        case (.refuted(let reason), _):
            return InspectionFinding(check, .failed, .refuted, [.protocol: name, .detail: detail(reason)])
        case (.notVerifiable, .notOffered):
            return InspectionFinding(check, .notDone, .notOffered, [.protocol: name])
        case (.notVerifiable(let reason), .notAttempted):
            return InspectionFinding(
                check, .notDone, .notAttempted, [.protocol: name, .detail: detail(outcome.reason ?? reason)])
        case (.notVerifiable(let reason), _):
            return InspectionFinding(check, .notDone, .notVerifiable, [.protocol: name, .detail: detail(reason)])
        }
    }
}
