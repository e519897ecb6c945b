import LDS
import Testing

@Suite("Face image")
struct FaceImageTests {
    @Test("format and size come from the image")
    func jpeg() throws {
        let image = try FaceImage(Samples.jpeg)
        #expect(image.format == .jpeg)
        #expect(image.size == .init(width: 300, height: 400))
    }

    @Test("fill bytes before a JPEG marker are skipped")
    func fillBytes() throws {
        var bytes = Samples.jpeg
        bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF], at: 8)
        #expect(try FaceImage(bytes).size == .init(width: 300, height: 400))
    }

    @Test("a JPEG 2000 codestream, bare or in its box")
    func codestream() throws {
        let bare = Samples.codestream(width: 340, height: 450, x: 3, y: 1)
        let box: [UInt8] = [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]
        for bytes in [bare, box + bare] {
            let image = try FaceImage(bytes)
            #expect(image.format == .jpeg2000)
            #expect(image.size == .init(width: 337, height: 449))
        }
    }

    @Test(
        "a size that cannot be is not told",
        arguments: [
            Samples.codestream(width: 3, height: 4, x: 5, y: 0), Samples.codestream(width: 3, height: 4, x: 0, y: .max),
            Samples.codestream(width: 0, height: 0), [0xFF, 0x4F, 0xFF, 0x51], [0xFF, 0xD8, 0xFF],
            [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 50_000),
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 0x11, 8, 0, 0, 0, 10, 3, 0],
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ] as [[UInt8]])
    func impossible(bytes: [UInt8]) throws {
        #expect(try FaceImage(bytes).size == nil)
    }

    @Test(
        "every prefix of an image is told apart or refused, none traps",
        arguments: [
            Samples.jpeg, Samples.codestream(width: 340, height: 450),
        ])
    func prefixes(bytes: [UInt8]) throws {
        let whole = try FaceImage(bytes).size
        for count in 4..<bytes.count {
            let size = try FaceImage(Array(bytes.prefix(count))).size
            #expect(size == nil || size == whole)
        }
        for count in 0..<3 {
            #expect(throws: LDSError.self) { try FaceImage(Array(bytes.prefix(count))) }
        }
    }

    @Test("other formats are refused", arguments: ["GIF89a", "\u{89}PNG", "BM", "", "<svg>"])
    func foreign(head: String) {
        #expect { try FaceImage(Array(head.utf8)) } throws: { ($0 as? LDSError)?.code == .unsupported }
    }
}
