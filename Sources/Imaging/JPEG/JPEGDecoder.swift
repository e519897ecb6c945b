internal import CTurboJPEG

/// JPEG (ISO/IEC 10918-1) to pixels, with libjpeg-turbo.
///
/// Hostile files are expected: size, pixels and scans are held against the limits first, and a file that is cut short or
/// damaged is refused and not shown in part.
package enum JPEGDecoder {
    /// Decodes a file.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - channels: what a pixel is to have.
    ///   - longestSide: the picture is made smaller by an eighth, two, … seven while decoding, which is cheap, so that it
    ///     becomes no longer than this where that is possible.
    ///   - limits: what a file may ask for.
    package static func decode(
        _ bytes: [UInt8], as channels: PixelImage.Channels = .rgb, longestSide: Int? = nil,
        limits: JPEGLimits = JPEGLimits()
    ) throws(ImagingError) -> PixelImage {
        let decoder = try Decompressor()
        let size = try decoder.size(bytes, limits)
        let scaled = decoder.scaled(size, longestSide: longestSide)
        let count = scaled.width * scaled.height * channels.rawValue
        var isDecoded = false
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer.initialize(repeating: 0)
            isDecoded =
                tjDecompress2(
                    decoder.handle, bytes, UInt(bytes.count), buffer.baseAddress, Int32(scaled.width), 0,
                    Int32(scaled.height), Int32((channels == .grey ? TJPF_GRAY : TJPF_RGB).rawValue),
                    TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS) == 0
            initialized = count
        }
        guard isDecoded,
            let image = PixelImage(
                width: scaled.width, height: scaled.height, channels: channels, pixels: pixels)
        else { throw ImagingError(.malformed, "the JPEG is cut short, damaged or of an unusual kind") }
        return image
    }

    /// The picture's size, from its headers alone.
    package static func size(
        _ bytes: [UInt8], limits: JPEGLimits = JPEGLimits()
    ) throws(ImagingError) -> (width: Int, height: Int) {
        try Decompressor().size(bytes, limits)
    }

    /// libjpeg-turbo's decompressor, given back when this goes.
    private final class Decompressor {
        let handle: tjhandle

        init() throws(ImagingError) {
            guard let handle = tjInitDecompress() else { throw ImagingError(.library, "no JPEG decoder") }
            self.handle = handle
        }

        deinit { tjDestroy(handle) }

        func size(_ bytes: [UInt8], _ limits: JPEGLimits) throws(ImagingError) -> (width: Int, height: Int) {
            guard bytes.count <= limits.fileSize else { throw ImagingError(.tooLarge, "\(bytes.count) octets") }
            guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw ImagingError(.malformed, "no JPEG") }
            let scans = Self.scans(bytes)
            guard scans <= limits.scans else { throw ImagingError(.tooLarge, "\(scans) scans") }
            var (width, height, sampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &sampling, &colours) == 0,
                width > 0, height > 0
            else { throw ImagingError(.malformed, "the headers are no JPEG's") }
            let (w, h) = (Int(width), Int(height))
            guard w <= limits.side, h <= limits.side, w * h <= limits.pixels else {
                throw ImagingError(.tooLarge, "\(w) × \(h) pixels")
            }
            return (w, h)
        }

        /// Marks that begin a scan. In coded data FF is never followed by DA: each is one, or lies in a thumbnail.
        private static func scans(_ bytes: [UInt8]) -> Int {
            bytes.withUnsafeBufferPointer { octets in
                var (count, index) = (0, 1)
                while index < octets.count {
                    if octets[index] == 0xDA, octets[index - 1] == 0xFF { count += 1 }
                    index += 1
                }
                return count
            }
        }

        /// The largest size that libjpeg-turbo can decode to at once and that is no longer than asked.
        func scaled(_ size: (width: Int, height: Int), longestSide: Int?) -> (width: Int, height: Int) {
            guard let longestSide, max(size.width, size.height) > longestSide else { return size }
            for eighths in (1...7).reversed() {
                let scaled = ((size.width * eighths + 7) / 8, (size.height * eighths + 7) / 8)
                if max(scaled.0, scaled.1) <= longestSide || eighths == 1 { return scaled }
            }
            return size
        }
    }
}
