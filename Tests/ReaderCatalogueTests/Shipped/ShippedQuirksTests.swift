import Foundation
import ReaderCatalogue
import SmartCard
import Testing

/// What comes along: `drivers/reader-quirks`, its README, and the virtual reader's models.
@Suite("The reader quirks that are shipped") struct ShippedQuirksTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test("what is embedded is the file, and every entry says something")
    func embedded() throws {
        let file = try QuirkFile.entries(parsing: Self.text("drivers/reader-quirks/readers.yaml"), file: "readers.yaml")
        #expect(QuirkCatalogue.embedded == QuirkCatalogue(file) && file.count >= 5)
        for entry in file { #expect(!entry.quirks.isEmpty && !entry.names.isEmpty, "\(entry.id)") }
    }

    @Test("every quirk has an address where it was reported", arguments: QuirkCatalogue.embedded.entries)
    func origins(entry: QuirkEntry) {
        for field in ReaderQuirks.Field.allCases where entry.quirks.text(field) != nil {
            let addresses = entry.origins[field, default: []].filter { $0.hasPrefix("https://") }
            #expect(
                !addresses.isEmpty && addresses.allSatisfy { URL(string: $0)?.host() != nil }, "\(entry.id).\(field)")
        }
    }

    @Test(
        "readers by the names that pcscd gives them",
        arguments: [
            ("ACS ACR122U PICC Interface 00 00", "072f:2200", "acr122u"), ("ACS ACR122U 00 00", nil, "acr122u"),
            ("ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00", "072f:223b", "acr1252"),
            ("ACS ACR1252 1S CL Reader [ACR1252 1S CL Reader PICC] 00 00", "072f:223b", "acr1252"),
            ("ACS ACR1281 1S Dual Reader 00 01", "072f:2224", "acr1281-1s-dual"),
            ("OMNIKEY AG CardMan 3121 00 00", "076b:3021", "cardman-3x21"),
            ("OMNIKEY CardMan (076B:3021) 3021 00 00", nil, "cardman-3x21"),
            ("SCM Microsystems Inc. SCL3711-NFC&RW 00 00", nil, "scl3711"),
            ("ACS ACR1222 1SAM PICC Reader 00 00", "072f:2214", nil),
            ("ACS ACR1552 1S CL Reader 00 00", "072f:2303", nil),
            ("HID Global OMNIKEY 5022 Smart Card Reader 00 00", "076b:5022", nil),
            ("chip-id virtual reader 00 00", nil, nil),
        ] as [(String, String?, String?)])
    func names(_ name: String, _ usb: String?, _ id: String?) {
        let reader = ReaderIdentity(name: name, usb: usb.flatMap { USBNumbers(parsing: $0) })
        #expect(QuirkCatalogue.embedded.entry(for: reader)?.id == id)
    }

    /// The driver's README is held against the driver's models by a test of its own package; here the quirks are held
    /// against the README. A model that carries less than the quirks say, or a quirk that its model does not show, is wrong.
    @Test("a reader that the virtual one plays is played as it is known", arguments: QuirkCatalogue.embedded.entries)
    func models(entry: QuirkEntry) throws {
        guard let model = entry.model else { return }
        let readme = try Self.text("drivers/virtual-reader/README.md")
        let row = try #require(
            readme.split(separator: "\n").first { $0.hasPrefix("| `\(model)` |") }, "there is no model \(model)")
        let traits = String(row)
        func number(_ pattern: Regex<(Substring, Substring)>) -> Int? {
            traits.firstMatch(of: pattern).flatMap { Int($0.1) }
        }
        let told = number(/` \| ([0-9]+) \|/) ?? 0
        let limits = entry.quirks.limits(
            correcting: told > 256
                ? ChannelLimits(maximumCommandData: told, maximumResponseData: told) : ChannelLimits.short)
        let command = CommandAPDU(
            0, 0xD6, 0, 0, data: [UInt8](repeating: 0, count: limits.maximumCommandData),
            expectedLength: limits.maximumResponseData)
        let sent = try command.serialized().count
        if let cut = number(/cuts answers at ([0-9]+)/) { #expect(limits.maximumResponseData + 2 <= cut) }
        if let broken = number(/answers of exactly ([0-9]+)/) { #expect(limits.maximumResponseData + 2 < broken) }
        if let most = number(/fails on commands and answers above ([0-9]+)/) {
            #expect(sent <= most && limits.maximumResponseData + 2 <= most)
            #expect(sent > most - 16, "the model carries more than its quirks let through")
        }
        if traits.contains("never sends an extended APDU") { #expect(!command.isExtended) }
        if let late = number(/tells a removal [0-9]+ to ([0-9]+) ms late/) {
            #expect((entry.quirks.removalDelay ?? 0) >= late)
        }
        // Each limit that is claimed must be one that the model shows.
        let shows = [
            traits.contains("cuts answers"), traits.contains("above"), traits.contains("never sends"),
        ].contains(true)
        #expect(shows, "\(model) shows none of \(entry.quirks)")
    }

    @Test("the README's table is the code's")
    func documentation() throws {
        let rows = ReaderQuirks.Field.allCases.map { "| `\($0.rawValue)` | \($0.formText) | \($0.meaning) |" }
        let table = (["| quirk | value | what it says |", "|---|---|---|"] + rows).joined(separator: "\n")
        let readme = try Self.text("drivers/reader-quirks/README.md")
        let isThere = readme.contains(table)
        #expect(isThere, "drivers/reader-quirks/README.md should have:\n\(table)")
        for key in QuirkFile.recognition { #expect(readme.contains("| `\(key)` |"), "\(key)") }
        for entry in QuirkCatalogue.embedded.entries { #expect(readme.contains("`\(entry.id)`"), "\(entry.id)") }
        #expect(readme.contains(QuirkCatalogue.folder))
    }

    @Test("the README's example can be read, and says what stands above it")
    func example() throws {
        let readme = try Self.text("drivers/reader-quirks/README.md")
        let example = try #require(
            readme.components(separatedBy: "```yaml\n").dropFirst().first?
                .components(separatedBy: "```").first)
        #expect(try QuirkFile.entries(parsing: example, file: "README.md").count == 1)
    }
}
