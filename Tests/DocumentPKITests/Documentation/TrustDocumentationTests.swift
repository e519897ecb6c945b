import DocumentPKI
import Foundation
import Testing

/// docs/trust.md knows every code that an import can refuse with.
@Suite("What the documentation says of trust")
struct TrustDocumentationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test("codes of refusals, and the bundle's identifiers")
    func codes() throws {
        let documentation = try text("docs/trust.md")
        let source = try text("Sources/DocumentPKI/Trust/Import/TrustRefusal.swift")
        let codes = source.matches(of: /Code\(rawValue: "([a-z-]+)"\)/).map { String($0.1) }
        #expect(codes.count > 15)
        for code in codes + ["not-an-authority", "self-signature-invalid", "unusable-key", "unreadable"] {
            #expect(documentation.contains("| `\(code)` |"), "\(code)")
        }
        #expect(documentation.contains(TrustBundle.contentType))
        #expect(TrustBundle.signerPurpose.hasSuffix(".2"))
    }
}
