import CardCrypto
import EMRTD
import Foundation
import LDS
import SmartCard
import Testing
import VirtualCard

@Suite("Card profiles")
struct CardProfileTests {
    static let country = Result { () throws -> DemoCountry in
        let folder = FileManager.default.temporaryDirectory.appending(path: "profiles-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try DemoCountry.create(in: folder.path, at: time)
    }
    static let time = Date(timeIntervalSince1970: 1_790_000_000)

    static func image(_ profile: CardProfile) throws -> CardImage {
        try CardImage(SyntheticCitizen(seed: 5), as: profile, by: country.get(), at: time)
    }

    /// How a card of each kind opens, and what it proves.
    static let expected: [String: String] = [
        "bac-only": "BAC, AA", "passport-im": "PACE, CA, AA", "passport-cam": "PACE, CA, AA", "dh-pace": "PACE, CA",
        "refused-pace": "BAC, CA, AA",
    ]

    @Test("is read whole, the way it says it opens", arguments: CardProfile.library.keys.sorted())
    func read(name: String) async throws {
        let profile = try CardProfile.named(name)
        #expect(profile.name == name)
        var image = try Self.image(profile)
        image.behaviour.timing = nil
        image.behaviour.faults = []
        let passwords = [try Password.can(image.can), try .mrz(information: image.mrzInformation)]
        let reading = try await DocumentReader(VirtualCard(image), passwords: passwords).read()
        var passed: [String] = []
        if reading.pace == .passed { passed.append("PACE") }
        if reading.bac == .passed { passed.append("BAC") }
        if reading.chipAuthentication == .passed { passed.append("CA") }
        if reading.activeAuthentication == .passed { passed.append("AA") }
        #expect(passed.joined(separator: ", ") == Self.expected[name] ?? "PACE, CA, AA")
        for file in image.files where ![.dg3, .cardSecurity].contains(file.file) {
            #expect(reading.file(file.file) == file, "\(file.file)")
        }
        if profile.terminalAuthentication { #expect(reading.refused[.dg3] == .securityStatusNotSatisfied) }
        if name == "passport-cam" { #expect(reading.accessProtocol.contains("CAM")) }
        if name == "dh-pace" { #expect(reading.accessProtocol == "id-PACE-DH-GM-3DES-CBC-CBC") }
    }

    @Test("the folder's files are the library, each with a title of its own")
    func library() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/VirtualCard/Profile/Profiles").standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(CardProfile.library.keys.map { "\($0).yaml" }))
        let titles = try CardProfile.library.keys.map { try CardProfile.named($0).title }
        #expect(Set(titles).count == titles.count && titles.allSatisfy { !$0.isEmpty })
    }

    @Test("what a profile does not say, its base says; mappings are merged, lists replaced")
    func base() throws {
        let yaml = "based-on: cccd-2021\nname: mine\nbehaviour: {quirks: [pad-short-reads], passwordTries: 2}\n"
        let mine = try CardProfile(parsing: yaml, file: "mine.yaml")
        #expect(mine.name == "mine" && mine.files == ["DG1", "DG2", "DG3", "DG13", "DG15", "DG14"])
        #expect(mine.behaviour.quirks == [.padsShortReads] && mine.behaviour.passwordTries == 2)
        #expect(mine.behaviour.lockedDataGroups == [3, 4])
    }

    @Test(
        "a profile that says something unknown is refused, and the message names it",
        arguments: [
            ("colour: red", "colour"), ("behaviour: {quirk: [x]}", "quirk"), ("behaviour: {quirks: [sings]}", "sings"),
            ("behaviour: {faults: [leave]}", "leave"), ("files: [DG17]", "DG17"), ("files: [SOD]", "SOD"),
            ("pace: [{protocol: id-PACE-DH-GM-AES-CBC-CMAC-128, parameters: P-256}]", "P-256"),
            ("pace: [{protocol: none, parameters: P-256}]", "none"),
            ("chip-authentication: [{protocol: id-CA-ECDH-AES-CBC-CMAC-128, parameters: P-1}]", "P-1"),
            ("active-authentication: {key: RSA-99999}", "RSA-99999"), ("document: td9", "td9"),
            ("based-on: nobody", "nobody"), ("stated-lengths: {command: 70000, response: 1}", "stated-lengths"),
            ("name: a/b", "a name"), ("portrait: {format: jpeg, frame: gold}", "frame"), ("- 1", "mapping"),
            ("behaviour: {timing: {exchange: 1}}", "operation"), ("generation: old", "generation"),
            ("name: [1", "x.yaml"), ("", "mapping"),
        ])
    func refused(line: String, says: String) throws {
        let yaml = line.hasPrefix("based-on") || !line.contains(":") ? line : "based-on: cccd-2021\n\(line)\n"
        let error = #expect(throws: CardProfileError.self) { try CardProfile(parsing: yaml, file: "x.yaml") }
        #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }

    @Test("a profile that is longer than any, or makes billions of a few lines, is refused")
    func endless() {
        let aliases = (1...30).map {
            "a\($0): &a\($0) [\([String](repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        let yaml = "files:\n  a0: &a0 [x]\n" + aliases.map { "  \($0)\n" }.joined()
        let error = #expect(throws: CardProfileError.self) { try CardProfile(parsing: yaml, file: "x.yaml") }
        #expect(error?.reason.contains("values") == true, "\(String(describing: error))")
        #expect(throws: CardProfileError.self) {
            try CardProfile(parsing: String(repeating: "# long\n", count: 10_000), file: "x.yaml")
        }
    }

    @Test("what a card's folder keeps of its behaviour comes back")
    func folder() throws {
        var image = try Self.image(.named("retry-counter"))
        image.behaviour.faults = [CardFault(.status(.wrongOffset), at: .kind(.read, 3, onwards: false))]
        image.behaviour.timing = CardTiming(exchange: 1, operation: 2, kilobits: 106)
        image.behaviour.answerToReset = [0x3B, 0x00]
        let folder = FileManager.default.temporaryDirectory.appending(path: "card-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try image.write(to: folder)
        let back = try CardImage(folder: folder)
        #expect(back.behaviour == image.behaviour)
        #expect(back.pin == image.pin && back.puk == image.puk)
        #expect(Set(back.files) == Set(image.files))
    }
}
