internal import CTurboJPEG
package import LDS

extension Portrait {
    /// The face as a JPEG of some 15 kB, the size of the real card's.
    func jpeg(quality: Int32 = 78) throws -> [UInt8] {
        guard let compressor = tjInitCompress() else { throw PortraitError() }
        defer { tjDestroy(compressor) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        let result = tjCompress2(
            compressor, pixels, Int32(Self.width), 0, Int32(Self.height), Int32(TJPF_RGB.rawValue), &buffer, &count,
            Int32(TJSAMP_420.rawValue), quality, 0)
        defer { tjFree(buffer) }
        guard result == 0, let buffer else { throw PortraitError() }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
    }
}

/// libjpeg-turbo could not compress a portrait.
struct PortraitError: Error {}

extension SyntheticCitizen {
    /// The citizen's face, as JPEG or JPEG 2000.
    package func faceImage(_ format: FaceImage.Format = .jpeg) throws -> FaceImage {
        let portrait = Portrait(self)
        return try FaceImage(format == .jpeg ? portrait.jpeg() : portrait.jpeg2000())
    }
}
