internal import CTurboJPEG

/// Pixels to a JPEG file: synthetic portraits, and the frames of a synthetic camera.
package enum JPEGEncoder {
    /// - Parameters:
    ///   - image: grey or coloured pixels.
    ///   - quality: 1 to 100.
    package static func encode(_ image: PixelImage, quality: Int) throws(ImagingError) -> [UInt8] {
        guard let compressor = tjInitCompress() else { throw ImagingError(.library, "no JPEG encoder") }
        defer { tjDestroy(compressor) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        let isGrey = image.channels == .grey
        let result = tjCompress2(
            compressor, image.pixels, Int32(image.width), 0, Int32(image.height),
            Int32((isGrey ? TJPF_GRAY : TJPF_RGB).rawValue), &buffer, &count,
            Int32((isGrey ? TJSAMP_GRAY : TJSAMP_420).rawValue), Int32(max(1, min(100, quality))), 0)
        defer { tjFree(buffer) }
        guard result == 0, let buffer else { throw ImagingError(.library, "the JPEG encoder failed") }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
    }
}
