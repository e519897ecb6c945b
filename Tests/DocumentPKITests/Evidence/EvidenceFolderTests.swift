import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import Testing

@Suite("An evidence folder")
struct EvidenceFolderTests {
    private let files: [RawFile] = [
        RawFile(.cardAccess, [0x31, 0x00]), RawFile(.sod, [0x77, 0x02, 0x30, 0x00]),
        RawFile(.dg1, [0x61, 0x03, 1, 2, 3]), RawFile(.dg2, [UInt8](repeating: 0x5A, count: 200_000)),
        RawFile(.atrInfo, [0x47, 0x00]),
    ]

    /// Runs with the path of a folder that is written, and removes it.
    private func withFolder(
        report: [UInt8]? = [0x7B, 0x7D], _ body: (String, EvidenceFolder) throws -> Void
    ) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "evidence-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = EvidenceFolder(try EvidenceTests.sample(), files: files, report: report)
        let picture = EvidenceFolder.Attachment(name: "portrait.jpg", bytes: [0xFF, 0xD8])
        try folder.write(to: "\(root)/deep/out", with: [picture])
        try body("\(root)/deep/out", folder)
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    private func damage(_ path: String) throws -> [String] {
        let loading = try EvidenceFolder.load(path)
        #expect((loading.folder == nil) == !loading.damage.isEmpty)
        return loading.damage.map(\.description)
    }

    @Test("what was written is read again, for its owner only, with nothing left beside it")
    func roundTrip() throws {
        for report in [nil, Array("{}".utf8)] as [[UInt8]?] {
            try withFolder(report: report) { path, folder in
                let loading = try EvidenceFolder.load(path)
                #expect(loading.damage.isEmpty && loading.unknown.isEmpty)
                let again = try #require(loading.folder)
                #expect(Set(again.files) == Set(files) && again.report == report)
                #expect(try again.evidence.serialized() == folder.evidence.serialized())
                let parent = URL(filePath: path).deletingLastPathComponent().path
                #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["out"])
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o700)
                for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                    let file = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
                    #expect(file[.posixPermissions] as? Int == 0o600, "\(name)")
                }
                #expect(try bytes("\(path)/DG1.bin") == [0x61, 0x03, 1, 2, 3])
            }
        }
    }

    @Test("an empty folder is taken, one with something in it is refused and left as it is")
    func targets() throws {
        try withFolder { path, folder in
            let error = #expect(throws: EvidenceError.self) { try folder.write(to: path) }
            #expect(error?.code == .folderNotEmpty)
            #expect(try damage(path).isEmpty)
            let empty = path + "-2"
            try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
            try folder.write(to: empty + "/")
            #expect(try damage(empty).isEmpty)
            let file = #expect(throws: EvidenceError.self) { try folder.write(to: path + "/DG1.bin/below") }
            #expect(file?.code == .folderNotWritten)
        }
    }

    @Test("names that would lead elsewhere, and files that would not be read again, are not written")
    func refusedNames() throws {
        try withFolder { path, folder in
            for name in ["../x", "", ".x", "a/b", "DG1.bin", "manifest.json", "evidence.json", "ä"] {
                let error = #expect(throws: EvidenceError.self) {
                    try folder.write(to: path + "-2", with: [EvidenceFolder.Attachment(name: name, bytes: [])])
                }
                #expect(error?.code == .malformed, "\(name)")
            }
            let huge = EvidenceFolder.Attachment(name: "x", bytes: [UInt8](repeating: 0, count: (8 << 20) + 1))
            #expect(throws: EvidenceError.self) { try folder.write(to: path + "-2", with: [huge]) }
            #expect(!FileManager.default.fileExists(atPath: path + "-2"))
        }
    }

    @Test("a file that was cut, changed, made longer, replaced or removed is named, whichever it is")
    func damagedFiles() throws {
        try withFolder { path, _ in
            for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
                let file = "\(path)/\(name)"
                let original = try bytes(file)
                for count in Set([0, 1, original.count / 2, original.count - 1]) {
                    try write(Array(original.prefix(count)), to: file)
                    #expect(try damage(path).contains { $0.hasPrefix(name) }, "\(name) cut to \(count)")
                }
                var changed = original
                changed[changed.count / 2] ^= 0x01
                try write(changed, to: file)
                #expect(try !damage(path).isEmpty, "\(name) changed")
                try write(original + [0x20], to: file)
                if name != "manifest.json" {
                    #expect(try damage(path) == ["\(name) is larger than it was"])
                }
                try FileManager.default.removeItem(atPath: file)
                #expect(try damage(path) == ["\(name) is missing"])
                try write(original, to: "\(path)-elsewhere")
                try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "\(path)-elsewhere")
                #expect(try damage(path) == ["\(name) is no file that can be read"])
                try FileManager.default.removeItem(atPath: file)
                #expect(mkfifo(file, 0o600) == 0)
                #expect(try damage(path) == ["\(name) is no file that can be read"])
                try FileManager.default.removeItem(atPath: file)
                try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
                #expect(try damage(path) == ["\(name) is no file that can be read"])
                try FileManager.default.removeItem(atPath: file)
                try write(original, to: file)
                #expect(try damage(path).isEmpty)
            }
        }
    }

    @Test("files that no manifest lists are named and left alone; their names cannot write on a terminal")
    func unknownFiles() throws {
        try withFolder { path, _ in
            try write([0x63, 0x00], to: "\(path)/DG3.bin")
            try write([], to: "\(path)/a\u{1B}[2Jb")
            let loading = try EvidenceFolder.load(path)
            #expect(loading.unknown == ["DG3.bin", "a [2Jb"])
            #expect(loading.folder?.files.contains { $0.file == .dg3 } == false)
        }
    }

    @Test("a manifest that is hostile is refused: names outside, doubles, sizes, other schemas, a missing EF.SOD")
    func hostileManifest() throws {
        try withFolder { path, _ in
            let file = "\(path)/manifest.json"
            let text = String(decoding: try bytes(file), as: UTF8.self)
            for (piece, replacement) in [
                ("\"DG1.bin\"", "\"../../etc/passwd\""), ("\"DG1.bin\"", "\"/etc/passwd\""),
                ("\"DG1.bin\"", "\"DG2.bin\""), ("\"DG1.bin\"", "\".hidden\""), ("\"size\" : 5", "\"size\" : -5"),
                ("\"size\" : 5", "\"size\" : 99999999999"), ("\"size\" : 5", "\"size\" : 1e400"),
                ("\"version\" : 1", "\"version\" : 9"), ("\"version\" : 1", "\"version\" : 1, \"x\" : []"),
                ("chip-id-station/evidence-manifest", "x"), ("\"SOD.bin\"", "\"SOD.bin.old\""),
                ("\"evidence.json\"", "\"other.json\""),
            ] {
                #expect(text.contains(piece))
                try write(Array(text.replacingOccurrences(of: piece, with: replacement).utf8), to: file)
                #expect(try !damage(path).isEmpty, "\(replacement)")
            }
            for count in 0..<text.utf8.count {
                try write(Array(text.utf8.prefix(count)), to: file)
                #expect(try damage(path).count == 1)
            }
            try write([UInt8](repeating: 0x20, count: 1 << 20), to: file)
            #expect(try damage(path) == ["manifest.json is larger than it was"])
        }
    }

    @Test("evidence.json that is listed rightly and makes no sense is damage as well")
    func evidenceOfNothing() throws {
        try withFolder { path, _ in
            let manifest = "\(path)/manifest.json"
            let original = try bytes("\(path)/evidence.json")
            let text = String(decoding: original, as: UTF8.self)
            let changed = Array(text.replacingOccurrences(of: "not-attempted", with: "not-attemptee").utf8)
            let hashes = try [original, changed].map { Hex.string(try Digest.sha256.hash($0)).lowercased() }
            let listed = String(decoding: try bytes(manifest), as: UTF8.self)
            try write(Array(listed.replacingOccurrences(of: hashes[0], with: hashes[1]).utf8), to: manifest)
            try write(changed, to: "\(path)/evidence.json")
            #expect(try damage(path) == ["evidence.json does not hold: outcome is none of the four words"])
        }
    }

    @Test("no folder is an error")
    func noFolder() {
        let error = #expect(throws: EvidenceError.self) { try EvidenceFolder.load("/nowhere/at/all") }
        #expect(error?.code == .folderUnreadable)
    }
}
