import Foundation
import SmartCard
import Testing
import VirtualCard

/// `docs/virtual-cards.md` and `docs/traces.md`, held against the code.
@Suite("What is written of virtual cards and traces")
struct VirtualCardsDocumentTests {
    private func document(_ name: String) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/\(name).md")
        return try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
    }

    /// The words in code of the first column below a table's heading.
    private func words(_ heading: String, in document: String) throws -> [String] {
        let rows = try #require(document.components(separatedBy: "| \(heading) |").dropFirst().first)
        return rows.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix { $0.hasPrefix("|") }
            .flatMap { row in
                let cell = row.split(separator: "|").first ?? ""
                return cell.matches(of: /`([^`]+)`/).map { String($0.1) }
            }
    }

    private func fences(_ kind: String, in document: String) -> [String] {
        document.components(separatedBy: "```\(kind)\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test("the profile of the beginning is one")
    func example() throws {
        let yaml = try #require(fences("yaml", in: document("virtual-cards")).first)
        let profile = try CardProfile(parsing: yaml, file: "example")
        #expect(profile.behaviour.quirks.count == 2 && profile.behaviour.faults.count == 2)
    }

    @Test("the tables have every key of a profile, and none that there is not")
    func keys() throws {
        let document = try document("virtual-cards")
        #expect(Set(try words("key", in: document)) == CardProfile.knownKeys[""])
        #expect(Set(try words("key of `behaviour`", in: document)) == CardProfile.knownKeys["behaviour"])
    }

    @Test("every quirk of the table is one, and every quirk that there is is in it")
    func quirks() throws {
        let told = try words("quirk", in: document("virtual-cards"))
        for text in told { #expect(CardQuirk(text)?.text == text) }
        #expect(Set(told.map { $0.prefix { $0 != ":" } }) == Set(CardQuirk.names.map { $0[...] }))
    }

    @Test("every effect and moment of the tables is one, and every effect that there is is in it")
    func faults() throws {
        let document = try document("virtual-cards")
        let effects = try words("effect", in: document)
        for text in effects { #expect(CardFault("\(text)@1")?.effect.text == text) }
        #expect(Set(effects.map { $0.prefix { $0 != ":" } }) == Set(CardFault.Effect.names.map { $0[...] }))
        for text in try words("moment", in: document) { #expect(CardFault("leave@\(text)")?.moment.text == text) }
        for kind in CardFault.CommandKind.allCases { #expect(document.contains("`\(kind.rawValue)`")) }
        for inline in document.matches(of: /`([a-z-]+(?::[^`@]+)?@[^`]+)`/) {
            #expect(CardFault(String(inline.1)) != nil, "\(inline.1)")
        }
    }

    @Test("the trace of the document is one, in the very form that is written")
    func trace() throws {
        let text = try #require(fences("", in: document("traces")).first { $0.hasPrefix("chip-id-trace") })
        #expect(try Trace(parsing: text).text == text)
        #expect(try document("traces").contains(Trace.heading(isFull: false)))
    }
}
