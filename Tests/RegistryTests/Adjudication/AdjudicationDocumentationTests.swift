import Foundation
import Testing

@testable import Registry

@Suite("docs/adjudication.md")
struct AdjudicationDocumentationTests {
    private func text() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/adjudication.md"), encoding: .utf8)
    }

    @Test("it has every reason, every state, every action, every change and every code")
    func names() throws {
        let text = try text()
        let reasons: [CaseReason.Code] = [
            .phoneOnManyAccounts, .identifiedByPapers, .portraitPoor, .fingersMissing, .fingersNotVerified,
            .alwaysDecided, .actionUnknown, .holderUnknown,
        ]
        let codes: [ProblemDetails.Code] = [
            .procedureUnknown, .procedureViolated, .fingersRefused, .notFresh, .presenceRefuted, .approvalMissing,
        ]
        let names =
            AccountRefusal.allCases.map(\.rawValue) + reasons.map(\.rawValue) + codes.map(\.rawValue)
            + AccountState.allCases.map(\.rawValue)
            + AccountAction.allCases.filter { $0 != .nothing }.map(\.rawValue)
        for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
        for change in AccountChange.allCases {
            let isNamed = text.contains("`-\(change.rawValue)`") || text.contains("`account-\(change.rawValue)`")
            #expect(isNamed, "\(change)")
        }
    }

    @Test("the policy that it shows is the default one")
    func policy() throws {
        let block = try text().components(separatedBy: "```json\n").dropFirst().first?.components(separatedBy: "```")
        let shown = try AdjudicationPolicy(parsing: Array(try #require(block?.first).utf8))
        #expect(shown == AdjudicationPolicy())
    }
}
