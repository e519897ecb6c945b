import Imaging
import Testing

@Suite("Pixels")
struct PixelImageTests {
    /// Made with Python's zlib: 2 × 2 pixels, one stored block, CRC-32 and Adler-32 of that library.
    @Test("a PNG file, octet for octet")
    func png() throws {
        let image = try #require(PixelImage(width: 2, height: 2, channels: .rgb, pixels: Array(1...12)))
        let hex = image.png().map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        #expect(
            hex == "89504E470D0A1A0A0000000D4948445200000002000000020802000000FDD49A7300000019494441"
                + "547801010E00F1FF00010203040506000708090A0B0C018F004F9E3589490000000049454E44AE42"
                + "6082")
    }

    @Test("a picture of more than one stored block, in the frame that PNG wants", arguments: [65_535, 65_536, 200_000])
    func blocks(width: Int) throws {
        let image = try #require(
            PixelImage(width: width, height: 1, channels: .grey, pixels: [UInt8](repeating: 7, count: width)))
        let png = image.png()
        let count = (width + 1 + 65_534) / 65_535
        #expect(png.count == 8 + 25 + 12 + 2 + 5 * count + width + 1 + 4 + 12)
        #expect(png.suffix(8) == [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
    }

    @Test(
        "octets that do not go with the size",
        arguments: [(0, 0, 0), (2, 2, 11), (2, 2, 13), (-2, -2, 12), (.max, 2, 12), (2, 2, 4)])
    func refused(width: Int, height: Int, count: Int) {
        let pixels = [UInt8](repeating: 0, count: count)
        #expect(PixelImage(width: width, height: height, channels: .rgb, pixels: pixels) == nil)
    }

    @Test("printing a picture shows its size only")
    func redaction() throws {
        let image = try #require(PixelImage(width: 2, height: 1, channels: .grey, pixels: [200, 201]))
        var dumped = ""
        dump(image, to: &dumped)
        #expect("\(image)" == "2 × 1 pixels")
        #expect(!dumped.contains("200"))
    }
}
