import LDS
import SmartCard
import TestData
import Testing

@Suite("The content of any file")
struct FileContentTests {
    /// One file of each kind that has a layout.
    static let files: [RawFile] = {
        let built: [(ElementaryFile, FileParser)] = [
            (.com, .com), (.dg1, .dataGroup1), (.dg2, .faces), (.dg3, .fingers), (.dg4, .irises), (.dg5, .portraits),
            (.dg7, .signatures), (.dg11, .personalDetails), (.dg12, .documentDetails), (.dg13, .nationalData),
            (.cardAccess, .cardAccess), (.dg14, .dataGroup14), (.dg15, .activeAuthenticationKey),
            (.dg16, .personsToNotify), (.atrInfo, .cardInfo), (.dir, .applicationDirectory),
            (.sod, .documentSecurityObject),
        ]
        return built.compactMap { file, parser in (try? parser.sample()).map { RawFile(file, $0) } }
    }()

    @Test("every file is read as what it is, and written again", arguments: files)
    func known(file: RawFile) throws {
        let content = try FileContent(parsing: file)
        #expect(content.file == file.file)
        #expect(try content.serialized() == file.bytes)
        #expect(!content.facts.isEmpty)
        if case .raw = content { Issue.record("\(file) has no layout") }
        if file.file.tag != nil, file.file != .dg13 {
            #expect(throws: LDSError.self) { try FileContent(parsing: RawFile(file.file, file.bytes.dropLast())) }
        }
    }

    @Test("all seventeen layouts are here")
    func complete() {
        #expect(Self.files.count == 17)
    }

    @Test(
        "the images of every file that has some",
        arguments: [
            (.dg2, ["face", "face", "face"]), (.dg3, ["left index finger", "right index finger"]),
            (.dg4, ["right iris", "right iris"]), (.dg5, ["portrait", "portrait"]), (.dg7, ["signature"]),
            (.dg11, ["proof of citizenship"]), (.dg12, ["front", "rear"]), (.dg1, []), (.dg13, []), (.sod, []),
        ] as [(ElementaryFile, [String])])
    func images(file: ElementaryFile, labels: [String]) throws {
        let content = try FileContent(parsing: try #require(Self.files.first { $0.file == file }))
        #expect(content.images.map(\.label) == labels)
        #expect(content.images.allSatisfy { image in content.facts.contains { $0.text == image.text } })
    }

    @Test("files without a known layout stay raw", arguments: [6, 8, 9, 10, 13, 17])
    func unknown(number: Int) throws {
        let file = RawFile(.dataGroup(number), [0x6D, 0x03, 0x41, 0x42, 0x43])
        #expect(try FileContent(parsing: file) == .raw(file))
        #expect(try FileContent(parsing: file).serialized() == file.bytes)
        let security = RawFile(.cardSecurity, [0x30, 0x00])
        #expect(try FileContent(parsing: security) == .raw(security))
    }

    @Test(
        "every group of the BSI's specimen",
        .needs("bsi2008/EF_COM.bin"),
        arguments: [
            (.com, "EF_COM"), (.sod, "EF_SOD"), (.dg1, "Datagroup1"), (.dg2, "Datagroup2"), (.dg3, "Datagroup3"),
            (.dg4, "Datagroup4"), (.dg14, "Datagroup14"), (.dg15, "Datagroup15"),
        ] as [(ElementaryFile, String)])
    func specimen(file: ElementaryFile, name: String) throws {
        let raw = RawFile(file, try TestData.bytes("bsi2008/\(name).bin"))
        let content = try FileContent(parsing: raw)
        #expect(try content.serialized() == raw.bytes)
        #expect(content.facts.allSatisfy { !$0.text.isEmpty })
    }

    @Test("the specimen's lines for people", .needs("bsi2008/EF_COM.bin"))
    func specimenFacts() throws {
        func facts(_ file: ElementaryFile, _ name: String) throws -> [String] {
            try FileContent(parsing: RawFile(file, try TestData.bytes("bsi2008/\(name).bin"))).facts
                .map { "\($0.label): \($0.text)" }
        }
        #expect(try facts(.com, "EF_COM").contains("data groups: DG1 DG2 DG3 DG14"))
        #expect(try facts(.sod, "EF_SOD").contains("hashed: DG1 DG2 DG3 DG14"))
        #expect(
            try facts(.dg3, "Datagroup3").contains(
                "template 1, right index finger: image/x-wsq, 620 × 620, 16389 bytes"))
        #expect(try facts(.dg15, "Datagroup15") == ["key algorithm: 1.2.840.113549.1.1.1"])
    }

    @Test("text for the screen cannot rewrite it, and ends")
    func escapes() {
        let text = FileFact("x", "a\u{1B}[2Jb\u{202E}c\nd\u{0}\u{2028}Đ").text
        #expect(text == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d\u{FFFD}\u{FFFD}Đ")
        #expect(FileFact("x", String(repeating: "a", count: 100_000)).text.unicodeScalars.count == 4097)
    }

    @Test("damaged files never trap, whatever is asked of them", arguments: files)
    func damage(file: RawFile) throws {
        var mutations = Mutations(seed: 11)
        for _ in 0..<300 {
            guard let content = try? FileContent(parsing: RawFile(file.file, mutations.damaged(file.bytes))) else {
                continue
            }
            for fact in content.facts { #expect(!fact.label.isEmpty) }
        }
    }

    @Test("what is no SOD, and a SOD that does not tell its content")
    func securityObject() throws {
        for hex in ["7700", "77020400", "6F023000"] {
            let bytes = try #require(Hex.bytes(hex))
            #expect(throws: LDSError.self) { try DocumentSecurityObject(parsing: bytes) }
        }
        // Indefinite lengths, as real documents have them.
        let indefinite = try #require(Hex.bytes("77 11 3080 06092A864886F70D010702 0000 0000"))
        let object = try DocumentSecurityObject(parsing: indefinite)
        #expect(object.contentType == nil)
        #expect(object.securityObject == nil)
        #expect(object.serialized() == indefinite)
        let known = try DocumentSecurityObject(parsing: try FileParser.documentSecurityObject.sample())
        #expect(known.contentType?.description == "2.23.136.1.1.1")
        #expect(known.securityObject == Samples.securityObject)
    }

    @Test("what is no key", arguments: ["6F00", "6F023000", "6F0A3008 3004 06022A03 0400", "6F0830063002 0500 0300"])
    func key(hex: String) throws {
        let bytes = try #require(Hex.bytes(hex))
        #expect(throws: LDSError.self) { try ActiveAuthenticationKey(parsing: bytes) }
    }
}
