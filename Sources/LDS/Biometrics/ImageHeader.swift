/// What an image file says about itself in its first octets: how it is compressed and how large it is.
///
/// Records around an image are wrong about its size on real cards, so the image is asked.
package struct ImageHeader: Sendable, Hashable {
    /// How an image is compressed.
    package enum Format: String, Sendable, Hashable {
        case jpeg = "image/jpeg"
        case jpeg2000 = "image/jp2"
        /// Wavelet Scalar Quantization, the FBI's format for fingerprints.
        case wsq = "image/x-wsq"
        case png = "image/png"
    }

    package let format: Format
    /// nil where it cannot be told.
    package let size: PixelSize?

    /// nil where the format is none of these.
    package init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            format = .jpeg
            size = Self.jpegSize(bytes)
        } else if bytes.starts(with: [0, 0, 0, 0x0C, 0x6A, 0x50]) || bytes.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) {
            format = .jpeg2000
            size = Self.codestreamSize(bytes)
        } else if bytes.starts(with: [0xFF, 0xA0, 0xFF]) {
            format = .wsq
            size = Self.wsqSize(bytes)
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            format = .png
            size = Self.pngSize(bytes)
        } else {
            return nil
        }
    }

    /// A number of two or four octets; nil past the end.
    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        return bytes[offset..<(offset + count)].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Steps over segments of marker and length until one of the markers; gives the offset of its length field.
    private static func segment(_ bytes: [UInt8], _ wanted: (UInt8) -> Bool) -> Int? {
        var index = 2
        while index + 3 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                // A fill byte (ITU-T T.81 §B.1.1.2).
                index += 1
                continue
            }
            if wanted(marker) { return index + 2 }
            index += 2 + (Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]))
        }
        return nil
    }

    /// From the frame header (SOF marker) of ITU-T T.81 §B.2.2.
    private static func jpegSize(_ bytes: [UInt8]) -> PixelSize? {
        let start = segment(bytes) { (0xC0...0xCF).contains($0) && ![0xC4, 0xC8, 0xCC].contains($0) }
        guard let start, let height = number(bytes, start + 3, 2), let width = number(bytes, start + 5, 2) else {
            return nil
        }
        return PixelSize(positive: width, height)
    }

    /// From the frame header (SOF, FFA2) of the WSQ specification, IAFIS-IC-0110 §3.1: black, white, lines, samples.
    private static func wsqSize(_ bytes: [UInt8]) -> PixelSize? {
        guard let start = segment(bytes, { $0 == 0xA2 }), let height = number(bytes, start + 4, 2),
            let width = number(bytes, start + 6, 2)
        else { return nil }
        return PixelSize(positive: width, height)
    }

    /// From the IHDR chunk, which is the first.
    private static func pngSize(_ bytes: [UInt8]) -> PixelSize? {
        guard bytes.dropFirst(12).starts(with: [0x49, 0x48, 0x44, 0x52]), let width = number(bytes, 16, 4),
            let height = number(bytes, 20, 4)
        else { return nil }
        return PixelSize(positive: width, height)
    }

    /// From the SIZ marker (ITU-T T.800 §A.5.1), which stands at the front of the codestream.
    private static func codestreamSize(_ bytes: [UInt8]) -> PixelSize? {
        let head = bytes.prefix(512)
        guard
            let start = head.indices.dropLast(24).first(where: { head[$0...].starts(with: [0xFF, 0x4F, 0xFF, 0x51]) }),
            let right = number(bytes, start + 8, 4), let bottom = number(bytes, start + 12, 4),
            let left = number(bytes, start + 16, 4), let top = number(bytes, start + 20, 4)
        else { return nil }
        return PixelSize(positive: right - left, bottom - top)
    }
}
