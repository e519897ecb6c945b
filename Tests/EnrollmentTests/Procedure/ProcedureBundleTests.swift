import CardCrypto
import DocumentPKI
import Enrollment
import Foundation
import Registry
import Testing

@Suite("Bundles of procedures")
struct ProcedureBundleTests {
    private static let now = Fixture.time

    private func files() throws -> [String: [UInt8]] { try ProcedureLibrary(folder: Shipped.folder.path).files }

    private func refusal(_ station: StationFolder, _ bytes: [UInt8], at time: Date = now) -> String? {
        let error = #expect(throws: TrustRefusal.self) { try station.importProcedures(bytes, at: time) }
        return error?.code.rawValue
    }

    private func made(_ files: [String: [UInt8]]) throws -> [UInt8] {
        try Fixture.shared.get().registry.makeProcedureBundle(files, validFor: 86_400, at: Self.now).bytes
    }

    /// A procedure of the files with a change.
    private func changed(
        _ files: [String: [UInt8]], _ path: String, _ right: String, _ wrong: String
    ) throws -> [String: [UInt8]] {
        let text = String(decoding: try #require(files[path]), as: UTF8.self)
        try #require(text.contains(right))
        var files = files
        files[path] = Array(text.replacing(right, with: wrong).utf8)
        return files
    }

    @Test("what is written is read, and nothing else is")
    func coding() throws {
        let time = Timestamp(Self.now)
        let bundle = try ProcedureBundle(
            number: 3, issued: time, expires: Timestamp(Self.now + 60),
            files: ["procedures/a.yaml": Array("é\n\"\u{1}".utf8), "messages/fr.yaml": []])
        let bytes = try bundle.serialized()
        #expect(try ProcedureBundle(parsing: bytes) == bundle)
        for count in bytes.indices {
            #expect(throws: RegistryError.self) { try ProcedureBundle(parsing: Array(bytes.prefix(count))) }
        }
        #expect(throws: RegistryError.self) { try ProcedureBundle(parsing: bytes + [0x20]) }
        for path in [
            "procedures/../a.yaml", "/procedures/a", "procedures/a/b", "other/a.yaml", "procedures/", "procedures/.a",
            "procedures/A.yaml", "procedures", "", "procedures/" + String(repeating: "a", count: 101),
        ] {
            #expect(throws: RegistryError.self, "\(path)") {
                try ProcedureBundle(number: 1, issued: time, expires: Timestamp(Self.now + 60), files: [path: []])
            }
        }
        #expect(throws: RegistryError.self) {
            try ProcedureBundle(
                number: 1, issued: time, expires: Timestamp(Self.now + 60), files: ["consents/a.txt": [0xFF]])
        }
    }

    @Test("a station installs it whole; what it leaves out is gone, and an older procedure can still be found")
    func install() throws {
        let station = try Fixture.shared.get().station()
        #expect(try station.procedureBundle() == nil && station.procedure("level-2-account").procedure.version == 2)
        let files = try files()
        let first = try made(files)
        let done = try station.importProcedures(first, at: Self.now)
        #expect(!done.wasThere && done.procedures.count == 9 && done.withdrawn.isEmpty)
        #expect(try station.importProcedures(first, at: Self.now).wasThere)

        var next = try changed(files, "procedures/level-2-account.yaml", "version: 2\nform", "version: 3\nform")
        next["procedures/renew-document.yaml"] = nil
        next["messages/fr.yaml"] = Array("title: Titre\n".utf8)
        let second = try station.importProcedures(made(next), at: Self.now)
        #expect(second.withdrawn == ["renew-document"] && second.procedures["level-2-account"] == 3)
        let (procedure, consents) = try station.procedure("level-2-account")
        #expect(procedure.version == 3 && consents.keys.sorted() == ["en", "vi"])
        #expect(try station.library().files["messages/fr.yaml"] != nil)
        #expect(throws: EnrollmentError.self) { try station.procedure("renew-document") }
        #expect(try station.procedure("level-2-account", version: 2).procedure.version == 2)
        #expect(throws: EnrollmentError.self) { try station.procedure("level-2-account", version: 1) }
        #expect(refusal(station, first) == "rollback")
    }

    @Test("a procedure with findings, a changed text, a change without a new version: nothing is replaced")
    func refused() throws {
        let station = try Fixture.shared.get().station()
        let files = try files()
        _ = try station.importProcedures(made(files), at: Self.now)
        let before = try station.procedureBundle()
        let path = "procedures/level-2-account.yaml"
        let cases: [(String, [String: [UInt8]])] = [
            ("procedure-faulty", try changed(files, path, "next: consent\n", "next: signature\n")),
            ("procedure-faulty", try changed(files, path, "kind: consent", "kind: consnt")),
            ("procedure-faulty", try changed(files, path, "id: level-2-account\nversion", "id: another\nversion")),
            ("text-changed", try changed(files, "consents/level-2-account.v2.en.txt", "I ask", "I beg")),
            ("number-reused", try changed(files, path, "draftHours: 72", "draftHours: 71")),
            ("rollback", try changed(files, path, "version: 2\nform", "version: 1\nform")),
            ("malformed", files.filter { !$0.key.hasPrefix("procedures/") }),
        ]
        for (code, files) in cases { #expect(refusal(station, try made(files)) == code) }
        var missing = files
        missing["consents/lock-account.v1.vi.txt"] = nil
        #expect(refusal(station, try made(missing)) == "procedure-faulty")
        #expect(try station.procedureBundle() == before)
    }

    @Test("expired, of the future, of another registry, of another kind, damaged: refused")
    func notGenuine() throws {
        let fixture = try Fixture.shared.get()
        let station = try fixture.station()
        let bytes = try made(files())
        #expect(refusal(station, bytes, at: Self.now + 2 * 86_400) == "expired")
        #expect(refusal(station, bytes, at: Self.now - 2 * 86_400) == "from-the-future")
        let trust = try fixture.registry.makeTrustBundle(validFor: 86_400, at: Self.now).bytes
        #expect(refusal(station, trust) == "signer-not-allowed")
        #expect(refusal(station, Array(bytes.dropLast())) == "malformed")
        let content = try #require(bytes.firstRange(of: Array("\"number\":".utf8)))
        var damaged = bytes
        damaged[content.upperBound] ^= 1
        #expect(refusal(station, damaged) == "signature-invalid")
        let other = fixture.folder.appending(path: "registry-\(UUID())").path
        let stranger = try RegistryFolder.create(at: other, name: "stranger.test/records")
        try stranger.createCertificates(serverNames: "DNS:localhost", at: Self.now)
        let foreign = try stranger.makeProcedureBundle(files(), validFor: 86_400, at: Self.now).bytes
        #expect(refusal(station, foreign) == "signer-not-allowed")
        #expect(try station.procedureBundle() == nil)
    }

    @Test("what an import that was killed leaves behind counts for nothing")
    func leftovers() throws {
        let station = try Fixture.shared.get().station()
        _ = try station.importProcedures(made(files()), at: Self.now)
        let before = try #require(try station.procedureBundle())
        let folder = station.url.appending(path: "procedure-bundles")
        try Data("{\"half".utf8).write(to: folder.appending(path: "\(before.number + 1).json.77.part"))
        #expect(try station.procedureBundle() == before)
        // A file that something else damaged is named, and nothing older silently takes its place.
        try Data("{\"half".utf8).write(to: folder.appending(path: "\(before.number + 1).json"))
        let error = #expect(throws: EnrollmentError.self) { try station.procedure("level-2-account") }
        #expect(error?.message.contains("\(before.number + 1).json cannot be read") == true)
    }
}
