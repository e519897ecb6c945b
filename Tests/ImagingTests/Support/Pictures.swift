import Imaging
import Testing

/// Pictures made by arithmetic.
enum Pictures {
    /// Gradients and a pattern, the same ones for the same size.
    static func picture(_ width: Int, _ height: Int, _ channels: PixelImage.Channels) throws -> PixelImage {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<channels.rawValue {
                    pixels.append(UInt8(truncatingIfNeeded: x * (3 + channel) + y * 5 + (x * y) % 7 + 40 * channel))
                }
            }
        }
        return try #require(PixelImage(width: width, height: height, channels: channels, pixels: pixels))
    }

    /// A codestream of 40 × 30 pixels in colour.
    static func codestream() throws -> [UInt8] { try JPEG2000Encoder.encode(picture(40, 30, .rgb)) }

    /// A JP2 box.
    static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 8
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + Array(type.utf8) + content
    }

    static let signature = box("jP  ", [0x0D, 0x0A, 0x87, 0x0A])
    static let fileType = box("ftyp", Array("jp2 ".utf8) + [0, 0, 0, 0] + Array("jp2 ".utf8))

    /// A JP2 file around a codestream, with these boxes after the image header.
    static func file(_ codestream: [UInt8], _ boxes: [UInt8]) -> [UInt8] {
        let header = box("ihdr", [0, 0, 0, 30, 0, 0, 0, 40, 0, 3, 7, 7, 0, 0])
        return signature + fileType + box("jp2h", header + boxes) + box("jp2c", codestream)
    }

    /// An enumerated colour space.
    static func colour(_ space: UInt8) -> [UInt8] { box("colr", [1, 0, 0, 0, 0, 0, space]) }
}
