import Enrollment
import Foundation
import Registry
import Testing

/// docs/procedures.md says what the code says, and nothing that it does not.
@Suite("What the documentation says of procedures")
struct ProcedureDocumentationTests {
    private let text: String

    init() throws {
        let root = Shipped.folder.deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "docs/procedures.md"), encoding: .utf8)
    }

    /// The rows of the table with this heading.
    private func rows(_ heading: String) throws -> [[String]] {
        let start = try #require(text.range(of: heading + "\n")).upperBound
        return text[start...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            .prefix { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) } }
    }

    @Test("every key of the format, in the format's order")
    func keys() throws {
        let written = try rows("| mapping | key | what it is |").map { $0.prefix(2).joined(separator: " ") }
        #expect(
            written == ProcedureFormat.allCases.flatMap { format in format.keys.map { "\(format.rawValue) \($0)" } })
    }

    @Test("every finding")
    func findings() throws {
        #expect(try rows("| finding | meaning |").map(\.[0]) == ProcedureFinding.Code.allCases.map(\.rawValue))
    }

    @Test("every condition, with who finds it out")
    func conditions() throws {
        let written = try rows("| condition | found out by | holds where |").map { Array($0.prefix(2)) }
        #expect(
            written
                == Procedure.Condition.allCases.map { condition in
                    let kinds = Procedure.StepKind.allCases.filter { $0.conditions.contains(condition) }
                    return [condition.rawValue, kinds.map(\.rawValue).joined(separator: ", ")]
                })
    }

    @Test("the values of each key that has a list of them")
    func values() throws {
        let rows = try rows("| mapping | key | what it is |")
        for (row, values) in [
            ("procedure action", Procedure.Action.allCases.map(\.rawValue)),
            ("step kind", Procedure.StepKind.allCases.map(\.rawValue)),
            ("card expired", Procedure.Admission.allCases.map(\.rawValue)),
            ("card chipProof", Procedure.Demand.allCases.map(\.rawValue)),
            ("card silentChip", Procedure.Admission.allCases.map(\.rawValue)),
            ("approval by", OfficerRole.allCases.map(\.rawValue)),
            ("approval timing", Procedure.ApprovalRule.Timing.allCases.map(\.rawValue)),
            ("field type", Procedure.FieldType.allCases.map(\.rawValue)),
        ] {
            let text = try #require(rows.first { $0.prefix(2).joined(separator: " ") == row })[2]
            // The first value's own backquote went with the cell's edge.
            let written = ("`" + text + "`").matches(of: /`([a-z-]+)`/).map { String($0.1) }
            #expect(written == values, "\(row)")
        }
    }

    @Test("the bundle's content type, and every code that an import refuses with")
    func bundles() throws {
        #expect(text.contains("`\(ProcedureBundle.contentType)`"))
        let written = Set(try rows("| code | meaning |").map(\.[0]))
        #expect(
            written == [
                "malformed", "no-authority", "signature-invalid", "signer-not-allowed", "from-the-future", "expired",
                "rollback", "number-reused", "procedure-faulty", "text-changed",
            ])
    }
}
