import Imaging
import TestData
import Testing

@Suite("JPEG 2000")
struct JPEG2000DecoderTests {
    @Test(
        "a picture without loss comes back pixel for pixel",
        arguments: [(1, 1), (1, 40), (3, 2), (17, 5), (64, 64), (300, 400), (413, 531)],
        [.grey, .rgb] as [PixelImage.Channels])
    func lossless(size: (Int, Int), channels: PixelImage.Channels) throws {
        let picture = try Pictures.picture(size.0, size.1, channels)
        let file = try JPEG2000Encoder.encode(picture)
        #expect(try JPEG2000Decoder.decode(file) == picture)
        #expect(try JPEG2000Decoder.size(file) == size)
    }

    @Test("a picture with loss is near, and small")
    func lossy() throws {
        var pixels: [UInt8] = []
        for y in 0..<200 { for x in 0..<200 { pixels.append(UInt8((x + y) / 2)) } }
        let picture = try #require(PixelImage(width: 200, height: 200, channels: .grey, pixels: pixels))
        let file = try JPEG2000Encoder.encode(picture, ratio: 20)
        #expect(file.count < 2200)
        let back = try JPEG2000Decoder.decode(file)
        #expect(zip(back.pixels, pixels).allSatisfy { abs(Int($0) - Int($1)) < 12 })
    }

    @Test("in its box, whatever way the colour is told")
    func boxes() throws {
        let picture = try Pictures.picture(40, 30, .rgb)
        let codestream = try Pictures.codestream()
        let profile = Pictures.box("colr", [2, 0, 0] + [UInt8](repeating: 9, count: 200))
        for colour in [[], Pictures.colour(16), profile, Pictures.box("res ", [1, 2]) + Pictures.colour(16)] {
            #expect(try JPEG2000Decoder.decode(Pictures.file(codestream, colour)) == picture)
        }
        // The last box may say 0 for "to the end", and any box its length in eight octets.
        let start = Pictures.signature + Pictures.fileType + Pictures.box("jp2h", Pictures.colour(16))
        #expect(try JPEG2000Decoder.decode(start + [0, 0, 0, 0] + Array("jp2c".utf8) + codestream) == picture)
        let length = codestream.count + 16
        let long = [0, 0, 0, 1] + Array("jp2c".utf8) + [0, 0, 0, 0, 0, 0, UInt8(length >> 8), UInt8(length & 0xFF)]
        #expect(try JPEG2000Decoder.decode(start + long + codestream) == picture)
    }

    @Test("luminance and colour differences become colours")
    func yCC() throws {
        let told: [(UInt8, UInt8, UInt8)] = [(128, 128, 128), (76, 85, 255), (150, 44, 21), (29, 255, 107)]
        let picture = try #require(
            PixelImage(width: 4, height: 1, channels: .rgb, pixels: told.flatMap { [$0.0, $0.1, $0.2] }))
        let file = Pictures.file(try JPEG2000Encoder.encode(picture), Pictures.colour(18))
        let expected: [UInt8] = [128, 128, 128, 255, 0, 0, 0, 255, 0, 0, 0, 255]
        let back = try JPEG2000Decoder.decode(file)
        #expect(zip(back.pixels, expected).allSatisfy { abs(Int($0) - Int($1)) <= 2 })
    }

    @Test(
        "boxes that are not done, missing or doubled are refused",
        arguments: [
            Pictures.signature, Pictures.signature + Pictures.fileType,
            Pictures.signature + Pictures.box("jp2h", Pictures.colour(16)),
            Pictures.signature + Pictures.box("jp2h", []) + Pictures.box("jp2h", []),
            Pictures.signature + Pictures.box("jp2h", []) + Pictures.box("jp2c", []) + Pictures.box("jp2c", []),
            Pictures.signature + Pictures.box("jp2h", []) + Pictures.box("jp2c", [0xFF, 0x4F, 0xFF]),
            Pictures.signature + Pictures.box("jp2h", Pictures.box("pclr", [0, 1, 1, 7, 0])),
            Pictures.signature + Pictures.box("jp2h", Pictures.colour(12)),
            Pictures.signature + Pictures.box("jp2h", Pictures.box("colr", [1, 0])),
            Pictures.signature + [0, 0, 0, 7, 0x66, 0x72, 0x65, 0x65],
            Pictures.signature + [0xFF, 0xFF, 0xFF, 0xFF, 0x66, 0x72, 0x65, 0x65],
            Pictures.signature + [0, 0, 0, 1, 0x66, 0x72, 0x65, 0x65, 0, 0, 0, 0, 0, 0, 0, 15],
            Pictures.signature + [0, 0, 0, 1, 0x66, 0x72, 0x65, 0x65, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            Pictures.signature + [[UInt8]](repeating: Pictures.box("free", []), count: 100).flatMap { $0 },
        ])
    func badBoxes(bytes: [UInt8]) {
        #expect(throws: ImagingError.self) { try JPEG2000Decoder.decode(bytes) }
    }

    @Test(
        "what is no JPEG 2000", arguments: [[], [0xFF], [0xFF, 0xD8, 0xFF, 0xE0], Array("GIF89a".utf8)] as [[UInt8]])
    func foreign(bytes: [UInt8]) {
        #expect { try JPEG2000Decoder.decode(bytes) } throws: { ($0 as? ImagingError)?.code == .unsupported }
    }

    @Test("the portrait of the BSI's specimen", .needs("bsi2008/Datagroup2.bin"))
    func portrait() throws {
        let file = try #require(try TestData.images(in: "bsi2008/Datagroup2.bin").first)
        let picture = try JPEG2000Decoder.decode(file)
        #expect([picture.width, picture.height] == [413, 531])
        #expect(picture.channels == .rgb)
        #expect(Set(picture.pixels).count > 100)
    }

    @Test("the irises of the BSI's specimen", .needs("bsi2008/Datagroup4.bin"))
    func irises() throws {
        let files = try TestData.images(in: "bsi2008/Datagroup4.bin")
        #expect(files.count == 2)
        for file in files {
            let told = try JPEG2000Decoder.size(file)
            let picture = try JPEG2000Decoder.decode(file)
            #expect((picture.width, picture.height) == told)
            #expect(Set(picture.pixels).count > 50)
        }
    }
}
