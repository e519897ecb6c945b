import Imaging
import Testing

@Suite("JPEG")
struct JPEGTests {
    /// A picture with a gradient and a square in it.
    private static func picture(_ width: Int, _ height: Int, _ channels: PixelImage.Channels) throws -> PixelImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let grey = (x / 8 + y / 8).isMultiple(of: 2) ? UInt8(x * 255 / width) : UInt8(y * 255 / height)
                pixels += channels == .grey ? [grey] : [grey, grey / 2, 255 - grey]
            }
        }
        return try #require(PixelImage(width: width, height: height, channels: channels, pixels: pixels))
    }

    @Test("a picture comes back near to what it was", arguments: [PixelImage.Channels.grey, .rgb])
    func roundTrip(channels: PixelImage.Channels) throws {
        let picture = try Self.picture(120, 88, channels)
        let file = try JPEGEncoder.encode(picture, quality: 95)
        let back = try JPEGDecoder.decode(file, as: channels)
        #expect(back.width == 120 && back.height == 88)
        let difference = zip(back.pixels, picture.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(difference / picture.pixels.count < 12)
        #expect(try JPEGDecoder.size(file) == (120, 88))
        #expect(try JPEGDecoder.decode(file, as: .grey).channels == .grey)
    }

    @Test(
        "it is made smaller while it is decoded", arguments: [(1000, 96, 64), (60, 60, 40), (24, 24, 16), (1, 12, 8)])
    func scaled(side: Int, width: Int, height: Int) throws {
        let file = try JPEGEncoder.encode(Self.picture(96, 64, .rgb), quality: 90)
        let back = try JPEGDecoder.decode(file, longestSide: side)
        #expect(back.width == width && back.height == height)
    }

    @Test("every prefix is refused: nothing is shown in part")
    func prefixes() throws {
        let file = try JPEGEncoder.encode(Self.picture(64, 48, .rgb), quality: 60)
        // The last two octets are the end mark.
        for count in 0..<(file.count - 2) {
            #expect(throws: ImagingError.self, "\(count) of \(file.count)") {
                try JPEGDecoder.decode(Array(file.prefix(count)))
            }
        }
    }

    @Test("damaged files are refused or decoded to the size that they told")
    func damaged() throws {
        let file = try JPEGEncoder.encode(Self.picture(64, 48, .rgb), quality: 60)
        var decoded = 0
        for place in 0..<file.count {
            for bit: UInt8 in [0x01, 0x80] {
                var changed = file
                changed[place] ^= bit
                guard let back = try? JPEGDecoder.decode(changed), let size = try? JPEGDecoder.size(changed) else {
                    continue
                }
                decoded += 1
                #expect(size == (back.width, back.height))
            }
        }
        #expect(decoded > 0)
    }

    @Test("files that ask for too much are refused before pixels are made")
    func limits() throws {
        let file = try JPEGEncoder.encode(Self.picture(64, 48, .rgb), quality: 60)
        func code(_ bytes: [UInt8], _ change: (inout JPEGLimits) -> Void = { _ in }) -> ImagingError.Code? {
            var limits = JPEGLimits()
            change(&limits)
            do throws(ImagingError) { _ = try JPEGDecoder.decode(bytes, limits: limits) } catch { return error.code }
            return nil
        }
        #expect(code(file) == nil)
        #expect(code(file) { $0.fileSize = file.count - 1 } == .tooLarge)
        #expect(code(file) { $0.pixels = 64 * 48 - 1 } == .tooLarge)
        #expect(code(file) { $0.side = 63 } == .tooLarge)
        // The frame header's height and width, made large.
        let frame = try #require(zip(file, file.dropFirst()).enumerated().first { $0.element == (0xFF, 0xC0) }?.offset)
        var huge = file
        huge.replaceSubrange((frame + 5)..<(frame + 9), with: [0x23, 0x28, 0x23, 0x28])
        #expect(code(huge) == .tooLarge)
        #expect(code(file + [UInt8](repeating: 0xFF, count: 2) + [0xDA]) == nil)
        let scans = file.prefix(2) + (0..<40).flatMap { _ in [0xFF, 0xDA, 0x00, 0x02] as [UInt8] } + file.dropFirst(2)
        #expect(code(Array(scans)) == .tooLarge)
    }

    @Test(
        "what is no JPEG",
        arguments: [[], [0xFF], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47]] as [[UInt8]])
    func others(bytes: [UInt8]) {
        #expect(throws: ImagingError.self) { try JPEGDecoder.decode(bytes) }
        #expect(throws: ImagingError.self) { try JPEGDecoder.size(bytes) }
    }
}
