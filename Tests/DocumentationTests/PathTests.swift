import Foundation
import Testing

/// Paths that pages name are there.
@Suite("Paths")
struct PathTests {
    private static let folders = ["Sources", "Tests", "docs", "drivers", "enrollment", "packaging", "udev"]

    /// The paths of this repository among a page's words in code. A word in capitals stands for a name of somebody's own.
    private static func paths(in text: String) -> [String] {
        Repository.codeSpans(in: text).filter { span in
            span.wholeMatch(of: /[A-Za-z0-9_.+\/-]+/) != nil && folders.contains { span.hasPrefix("\($0)/") }
                && !span.split(separator: "/").contains { $0.hasPrefix("ID.") || $0.hasPrefix("NAME") }
        }
    }

    @Test("what a page calls by its path is there")
    func named() throws {
        var count = 0
        for page in Repository.pages() {
            for path in Self.paths(in: try Repository.text(page)) {
                count += 1
                #expect(Repository.exists(path), "\(page): \(path)")
            }
        }
        #expect(count > 80)
    }

    @Test("CONTRIBUTING.md says of each kind of change which files it touches, step by step")
    func contributing() throws {
        let sections = try Repository.text("CONTRIBUTING.md").components(separatedBy: "\n## ").filter {
            $0.hasPrefix("Adding ")
        }
        for kind in [
            "a data group", "a procedure", "a reader's quirk", "a fault of the virtual card", "a failure's code",
            "a route",
            "a step of the schema",
        ] {
            let section = try #require(sections.first { $0.hasPrefix("Adding \(kind)\n") }, "no section for \(kind)")
            let steps = section.split(separator: "\n").filter { $0.wholeMatch(of: /[0-9]+\. .*/) != nil }
            #expect(steps.count >= 3, "\(kind)")
            #expect(Self.paths(in: section).count >= 3, "\(kind)")
        }
    }

    @Test("the house's checks that CONTRIBUTING.md names are stages of ./test")
    func stages() throws {
        let script = try Repository.text("test")
        for line in try Repository.text("CONTRIBUTING.md").matches(of: /\| `([^`]+)` \| stage of `\.\/test`/) {
            #expect(script.contains(line.1), "\(line.1)")
        }
    }
}
