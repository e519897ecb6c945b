import Foundation
import LDS
import TestData
import Testing

/// Nothing of a citizen lies in clear on a disk, at the station or at the registry: every file is searched.
@Suite("No plaintext on disk, end to end", .serialized)
struct PlaintextTests {
    /// Every place in the files below some folders where one of the texts lies in clear.
    private func found(_ texts: [String: String], in folders: [URL], at moment: String) throws -> [String] {
        var places: [String] = []
        var searched = 0
        for folder in folders {
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            for case let file as URL in files {
                // Sockets and folders have no bytes; of a file that is gone by now there is nothing to find.
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
                    let bytes = try? Data(contentsOf: file)
                else { continue }
                searched += 1
                for (what, text) in texts {
                    for form in PlantedText.forms(of: text) where bytes.range(of: form.bytes) != nil {
                        places.append("\(moment): \(what) in \(file.lastPathComponent) as \(form.name)")
                    }
                }
            }
        }
        #expect(searched > 10, "\(moment)")
        return places
    }

    /// What is searched for must be found where it does lie in clear.
    @Test("the search finds what it is for")
    func search() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plain-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = "Nguyễn Thị Tìm Thấy"
        for (number, form) in PlantedText.forms(of: text).enumerated() {
            try (Data([0, 255, 7]) + form.bytes + Data([9])).write(to: folder.appendingPathComponent("\(number)"))
        }
        for number in 0..<3 {
            let whole = Data(count: number) + Data(text.utf8) + Data([1, 2, 3])
            try Data(whole.base64EncodedString().utf8).write(to: folder.appendingPathComponent("b\(number)"))
        }
        let names = try found(["name": text], in: [folder], at: "planted")
        #expect(Set(names.map { $0.split(separator: " in ")[1].split(separator: " as ")[0] }).count == 11, "\(names)")
    }

    @Test("station and registry, database, log, temporary files and output, before, while and after a record is sent")
    func planted() async throws {
        try await ForwardingDemo.with { line, registry in
            let rig = line.demo.rig
            let temporary = rig.folder.appendingPathComponent("temporary")
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: false)
            func file(_ name: String) throws -> [UInt8] {
                Array(try Data(contentsOf: rig.folder.appendingPathComponent("card/files/\(name).bin")))
            }
            let mrz = try MRZ(parsingDataGroup1: try file("DG1"))
            let national = try NationalData(parsing: try file("DG13"))
            let portrait = Data(try file("DG2")).dropFirst(200).prefix(24)
            let texts = [
                "phone": "0987650123", "document number": mrz.documentNumber,
                "name": try #require(national.text(.fullName)),
                "personal number": try #require(national.text(.personalNumber)),
                "name in the zone": String(mrz.primaryIdentifier + "<<" + mrz.secondaryIdentifier.prefix(3)),
                "mail": "plaintext-canary@example.org",
            ].filter { $0.value.utf8.count >= 8 }
            #expect(texts.count >= 5)
            func check(_ moment: String) throws {
                let folders = ["station", "registry", "temporary", "state"].map {
                    rig.folder.appendingPathComponent($0)
                }
                .filter { FileManager.default.fileExists(atPath: $0.path) }
                #expect(try found(texts, in: folders, at: moment) == [])
                for folder in folders {
                    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
                    while let url = files?.nextObject() as? URL {
                        let bytes = (try? Data(contentsOf: url)) ?? Data()
                        #expect(bytes.range(of: portrait) == nil, "\(moment): the portrait in \(url.lastPathComponent)")
                    }
                }
            }
            func station(_ arguments: [String]) throws -> RunningProgram {
                try rig.start("env", ["TMPDIR=\(temporary.path)", "SQLITE_TMPDIR=\(temporary.path)"] + arguments)
            }
            let program = try #require(Workspace.program("idstation")).path
            let enrolled = try await station([
                program, "enroll", "--station", "station", "--can", line.card.can, "--phone", "0987650123", "--email",
                "plaintext-canary@example.org", "--consent", "--offline",
            ]).outcome(within: .seconds(60))
            #expect(enrolled.status == 0, "\(enrolled)")
            try check("waiting")
            let sender = try station([program, "forward", "--station", "station", "--bandwidth", "8"])
            try await line.wait("the upload") { line.proxy.carried.reduce(0, +) > 12_000 }
            try check("being sent")
            sender.kill()
            try check("killed")
            let sent = try await station([program, "forward", "--station", "station"]).outcome(within: .seconds(60))
            #expect(sent.status == 0, "\(sent)")
            try check("delivered")
            // What the programs said while they worked, as a journal keeps it.
            for output in [registry.standardOutput, registry.standardError, sent.standardError, enrolled.standardError]
            {
                for (what, text) in texts { #expect(!output.contains(text), "\(what) in what a program said") }
            }
            registry.kill()
            try check("killed registry")
        }
    }
}
