package import CardCrypto
package import Foundation

/// What an inspection found, for programs (JSON with stable names) and for people (Vietnamese and English).
package struct InspectionReport: Sendable {
    package let policy: String
    /// The moment for which the verdict holds.
    package let time: Date
    package let verdict: Verdict
    /// The chip proved that it is the original: without that, genuine are the data, not the card.
    package let isChipProven: Bool
    package let signer: Certificate?
    package let anchor: Certificate?
    package let signingTime: Date?
    package let findings: [InspectionFinding]
    /// Where the verdict is `valid`.
    package let document: VerifiedDocument?

    /// The verdict in a sentence for the person at the desk.
    package func sentence(_ language: ReportLanguage) -> String {
        verdict.sentence(language, isChipProven: isChipProven)
    }

    /// A line for each row: a mark, what was looked at, how it ended.
    package func lines(_ language: ReportLanguage) -> [String] {
        findings.map { finding in
            let mark =
                switch finding.result {
                case .passed: "✓"
                case .failed: "✗"
                case .notDone: "–"
                }
            return "\(mark) \(finding.line(language))"
        }
    }

    /// Names of the JSON's form.
    static let schema = "chip-id-station/inspection-report"
    static let version = 1

    /// The file. No part of it tells the holder's data.
    package func serialized() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension InspectionReport: Encodable {
    private enum Key: String, CodingKey {
        case schema, version, policy, time, verdict, sentences, isChipProven, signer, anchor, signingTime, checks
    }

    private struct Row: Encodable {
        let check: Check
        let group: Check.Group
        let subject: String?
        let result: InspectionFinding.Result
        let reason: Reason
        let parameters: [String: String]
        let sentences: [String: String]
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(Self.version, forKey: .version)
        try container.encode(policy, forKey: .policy)
        try container.encode(time.ISO8601Format(), forKey: .time)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(ReportLanguage.texts(sentence), forKey: .sentences)
        try container.encode(isChipProven, forKey: .isChipProven)
        try container.encodeIfPresent(signer.map { "\($0)" }, forKey: .signer)
        try container.encodeIfPresent(anchor.map { "\($0)" }, forKey: .anchor)
        try container.encodeIfPresent(signingTime?.ISO8601Format(), forKey: .signingTime)
        let rows = findings.map { finding in
            Row(
                check: finding.check, group: finding.check.group, subject: finding.subject, result: finding.result,
                reason: finding.reason, parameters: finding.parameters,
                sentences: ReportLanguage.texts(finding.sentence))
        }
        try container.encode(rows, forKey: .checks)
    }
}

/// What an earlier report said, to be held against the one of today.
package struct RecordedVerdict: Decodable, Sendable, Hashable {
    package let policy: String
    package let verdict: Verdict

    /// nil for bytes that are no report.
    package init?(parsing bytes: [UInt8]) {
        guard bytes.count <= 1 << 20,
            let recorded = try? JSONDecoder().decode(RecordedVerdict.self, from: Data(bytes))
        else { return nil }
        self = recorded
    }
}
