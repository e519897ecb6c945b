import CardCrypto
import Foundation
import Registry
import Testing

/// How long things count, as docs/administrator-guide.md says.
@Suite("What the administrator's guide says of what ends")
struct AdministratorGuideTests {
    @Test("the registry's certificates and the longest roster end when the guide says so")
    func ends() throws {
        let guide = try Repository.text("docs/administrator-guide.md")
        let now = Date()
        let authority = try StationCA.create(name: "registry.example", at: now)
        let server = try authority.issueServer(names: "DNS:localhost", at: now).certificate
        func years(_ certificate: Certificate) -> Int {
            Int((certificate.notAfter.timeIntervalSince(now) / (365 * 86_400)).rounded())
        }
        let words = [2: "two", 10: "ten"]
        for (thing, count) in [
            ("the registry's own TLS certificate", years(server)), ("the station CA", years(authority.certificate)),
        ] {
            let word = try #require(words[count], "\(thing): \(count) years")
            #expect(guide.contains("| \(thing) | \(word) years from `init` |"))
        }
        #expect(guide.contains("at most \(Roster.longestLife / 86_400_000) |"))
    }
}
