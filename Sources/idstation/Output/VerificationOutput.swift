import DocumentPKI
import EMRTD
import Foundation

/// A verification as JSON shows it.
struct VerificationOutput: Encodable {
    struct Finding: Encodable {
        let check: String
        let result: String
        let detail: String
    }

    let verdict: String
    let sentence: String
    let passiveAuthentication: String
    let chipAuthentication: String
    let signer: String?
    let anchor: String?
    let findings: [Finding]
    let document: DocumentOutput

    init(_ verification: Verification, _ reading: Desk.Reading, timing: Bool) {
        verdict = verification.verdict.rawValue
        sentence = verification.sentence
        passiveAuthentication = verification.report.verdict.rawValue
        chipAuthentication = verification.document.chipAuthentication.word
        signer = verification.report.signer.map { "\($0)" }
        anchor = verification.report.anchor.map { "\($0)" }
        findings = verification.report.findings.map {
            Finding(check: $0.check.rawValue, result: $0.result.rawValue, detail: $0.detail)
        }
        document = DocumentOutput(reading, timing: timing)
    }

    /// What the chip itself proved, a finding for each protocol.
    var chipFindings: [Finding] {
        [
            chip("chip-authentication", chipAuthentication, "Chip Authentication"),
            chip("active-authentication", document.access.activeAuthentication, "Active Authentication"),
        ]
    }

    private func chip(_ check: String, _ outcome: String, _ name: String) -> Finding {
        switch outcome {
        case "passed":
            Finding(check: check, result: "passed", detail: "The chip proved that it holds the private key (\(name)).")
        case "not-offered": Finding(check: check, result: "noted", detail: "The chip offers no \(name).")
        case "not-attempted":
            Finding(check: check, result: "noted", detail: "The chip's variant of \(name) is not on this station.")
        default:
            Finding(
                check: check, result: "failed",
                detail: "The chip did not prove that it is the original ("
                    + (document.access.reasons[name].map { "\(name): \($0)" } ?? name) + ").")
        }
    }

    /// The findings for people, a line each.
    var lines: [String] {
        let marks = ["passed": "✓", "failed": "✗", "noted": "–"]
        var all = (findings + chipFindings).map { ($0.result, $0.detail) }
        if document.access.isDowngraded { all.append(("noted", "The card offers PACE, but was opened with BAC.")) }
        return all.map { "\(marks[$0.0] ?? "?") \($0.1)" }
    }
}
