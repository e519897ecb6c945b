import Foundation
import ReaderCatalogue
import SmartCard
import Testing

@Suite("Who knows which reader") struct QuirkCatalogueTests {
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quirks-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder.path)
    }

    private func entry(_ id: String, _ name: String, _ pause: Int) -> String {
        """
        readers:
          \(id):
            name: "\(name)"
            pauseBetweenCommands: \(pause) ms
            origin: {pauseBetweenCommands: a test}

        """
    }

    private func pause(_ catalogue: QuirkCatalogue, _ name: String) -> Int? {
        catalogue.quirks(of: ReaderIdentity(name: name)).pauseBetweenCommands
    }

    @Test("the file that was asked for, then the folder's by their names, then what comes along")
    func order() throws {
        let files = [
            "20-b.yaml": entry("b", "A*", 20), "10-a.yaml": entry("a", "A B*", 10), "asked": entry("c", "A B C*", 1),
            "notes.txt": "nothing", ".hidden.yaml": "nonsense",
        ]
        try withFolder(files) { folder in
            let (catalogue, faults) = try QuirkCatalogue.load(file: "\(folder)/asked", folder: folder)
            #expect(faults == [])
            #expect(
                pause(catalogue, "A B C D") == 1 && pause(catalogue, "A B D") == 10 && pause(catalogue, "A D") == 20)
            let shipped = ReaderIdentity(name: "ACS ACR122U PICC Interface 00 00")
            #expect(pause(catalogue, shipped.name) == 20, "this machine's own file comes before what comes along")
            #expect(QuirkCatalogue.embedded.quirks(of: shipped).maximumAnswer == 255)
            #expect(catalogue.quirks(of: ReaderIdentity(name: "Unheard Of 00 00")).isEmpty)
        }
    }

    @Test("a broken file of the folder is left out and told; the one that was asked for is refused")
    func broken() throws {
        try withFolder(["1.yaml": "readers:\n  a: {name: b, speed: 9}", "2.yaml": entry("a", "A*", 2)]) { folder in
            let (catalogue, faults) = try QuirkCatalogue.load(folder: folder)
            #expect(pause(catalogue, "A") == 2)
            #expect(faults.map(\.file) == ["\(folder)/1.yaml"] && faults.first?.line == 2)
            #expect(throws: QuirkFileError.self) { try QuirkCatalogue.load(file: "\(folder)/1.yaml", folder: folder) }
            #expect(throws: QuirkFileError.self) { try QuirkCatalogue.load(file: "\(folder)/none", folder: folder) }
            // A folder, and a device that never ends.
            for path in [folder, "/dev/zero"] { #expect(throws: QuirkFileError.self) { try QuirkFile.text(of: path) } }
        }
        #expect(try QuirkCatalogue.load(folder: "/nowhere").catalogue == .embedded)
    }

    @Test(
        "name and numbers must both fit, where the driver tells numbers",
        arguments: [
            ("Model X 00 00", "072f:2200", true), ("Model X 00 00", "072f:2201", false), ("Model X 00 00", nil, true),
            ("Model Y 00 00", "072f:2200", false),
        ] as [(String, String?, Bool)])
    func numbers(_ name: String, _ usb: String?, _ fits: Bool) throws {
        let entry = QuirkEntry(
            id: "x", names: [try #require(NamePattern("Model X*"))], usb: [USBNumbers(vendor: 0x072F, product: 0x2200)],
            quirks: ReaderQuirks())
        #expect(entry.fits(ReaderIdentity(name: name, usb: usb.flatMap { USBNumbers(parsing: $0) })) == fits)
    }

    @Test func anEntryOfNumbersAlone() {
        let entry = QuirkEntry(
            id: "x", names: [], usb: [USBNumbers(vendor: 0x072F, product: 0x2200)], quirks: ReaderQuirks())
        #expect(entry.fits(ReaderIdentity(name: "any", usb: USBNumbers(vendor: 0x072F, product: 0x2200))))
        #expect(!entry.fits(ReaderIdentity(name: "any")))
    }
}
