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
        passiveAuthentication = verification.report.outcome.rawValue
        chipAuthentication = verification.chipAuthentication.word
        signer = verification.report.signer.map { "\($0)" }
        anchor = verification.report.anchor.map { "\($0)" }
        findings = verification.report.findings.map {
            Finding(check: $0.check, result: $0.result.rawValue, detail: $0.detail)
        }
        document = DocumentOutput(reading, timing: timing)
    }

    /// Chip Authentication's outcome in the words of the findings.
    var chipResult: String {
        switch chipAuthentication {
        case "passed": "passed"
        case "not-offered", "not-attempted": "noted"
        default: "failed"
        }
    }

    /// What the chip itself proved, in a sentence.
    var chipLine: String {
        switch chipAuthentication {
        case "passed": "The chip proved that it holds the private key (Chip Authentication)."
        case "not-offered": "The chip offers no Chip Authentication."
        case "not-attempted": "The chip's variant of Chip Authentication is not on this station."
        default: "The chip did not prove that it is the original (Chip Authentication)."
        }
    }

    /// The findings for people, a line each.
    var lines: [String] {
        let marks = ["passed": "✓", "failed": "✗", "noted": "–"]
        var all = findings.map { ($0.result, $0.detail) } + [(chipResult, chipLine)]
        if document.access.isDowngraded { all.append(("noted", "The card offers PACE, but was opened with BAC.")) }
        return all.map { "\(marks[$0.0] ?? "?") \($0.1)" }
    }
}
