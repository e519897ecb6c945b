import Foundation
import Testing

/// Links of all pages lead to files that are there, and to headings that are in them.
@Suite("Links")
struct LinkTests {
    struct Link: CustomStringConvertible {
        let page: String
        let target: String
        var description: String { "\(page): \(target)" }
    }

    private static func links(of page: String) throws -> [Link] {
        try Repository.text(page).matches(of: /\]\(([^()\s]+)\)/).map { Link(page: page, target: String($0.1)) }
            .filter { !$0.target.contains("://") && !$0.target.hasPrefix("mailto:") }
    }

    /// The path from the root that a link leads to; its own page where it names a heading alone.
    private static func path(_ link: Link) -> String {
        let file = link.target.split(separator: "#", omittingEmptySubsequences: false).first ?? ""
        guard !file.isEmpty else { return link.page }
        let folder = (link.page as NSString).deletingLastPathComponent
        return ((folder as NSString).appendingPathComponent(String(file)) as NSString).standardizingPath
    }

    /// A heading as a link names it: small letters, hyphens, no other signs.
    static func anchor(_ heading: some StringProtocol) -> String {
        String(
            heading.lowercased().compactMap {
                $0 == " " ? "-" : $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : nil
            })
    }

    @Test("every link leads to a file that is there, and to a heading that is in it")
    func targets() throws {
        let pages = Repository.pages()
        #expect(pages.contains("README.md") && pages.contains("docs/inspection.md"))
        let links = try pages.flatMap(Self.links)
        #expect(links.count > 60)
        for link in links {
            let path = Self.path(link)
            #expect(Repository.exists(path), "\(link)")
            guard let fragment = link.target.split(separator: "#").dropFirst().first ?? nil, path.hasSuffix(".md")
            else {
                continue
            }
            let headings = try Repository.text(path).split(separator: "\n").filter { $0.hasPrefix("#") }
            #expect(headings.contains { Self.anchor($0.drop { $0 == "#" }.dropFirst()) == fragment }, "\(link)")
        }
    }

    @Test("every page for people can be reached, the main ones from the README")
    func reached() throws {
        let reached = Set(try Repository.pages().flatMap(Self.links).map(Self.path))
        for page in Repository.pages() where page.hasPrefix("docs/") {
            #expect(reached.contains(page), "no page leads to \(page)")
        }
        for page in ["CONTRIBUTING.md", "SECURITY.md", "ARCHITECTURE.md"] {
            #expect(try Self.links(of: "README.md").map(Self.path).contains(page), "README.md does not lead to \(page)")
        }
    }

    @Test("every picture is small, and one that the README shows")
    func pictures() throws {
        let readme = try Repository.text("README.md")
        for path in Repository.files(under: "docs", ending: "png") {
            #expect(readme.contains("](\(path))"), "README.md does not show \(path)")
            let bytes = try Data(contentsOf: Repository.url(path))
            #expect(
                bytes.count < 60_000 && bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(path): \(bytes.count) bytes")
        }
        for name in ["counter", "kiosk"] { #expect(readme.contains("docs/pictures/\(name).png")) }
    }

    @Test("headings are named as links name them")
    func anchors() {
        #expect(Self.anchor("What is wrong, and when") == "what-is-wrong-and-when")
        #expect(Self.anchor("Chuẩn bị") == "chuẩn-bị")
    }
}
