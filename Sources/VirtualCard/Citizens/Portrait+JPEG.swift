import Imaging
package import LDS

extension Portrait {
    /// The face as a JPEG of some 15 kB, the size of the real card's.
    func jpeg(quality: Int = 78) throws -> [UInt8] {
        guard let image = PixelImage(width: Self.width, height: Self.height, channels: .rgb, pixels: pixels) else {
            throw PortraitError()
        }
        return try JPEGEncoder.encode(image, quality: quality)
    }
}

/// A portrait could not be drawn.
struct PortraitError: Error {}

extension SyntheticCitizen {
    /// The citizen's face, as JPEG or JPEG 2000.
    package func faceImage(_ format: FaceImage.Format = .jpeg) throws -> FaceImage {
        let portrait = Portrait(self)
        return try FaceImage(format == .jpeg ? portrait.jpeg() : portrait.jpeg2000())
    }
}
