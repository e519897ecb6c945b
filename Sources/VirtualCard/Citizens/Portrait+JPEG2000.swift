import Imaging

extension Portrait {
    /// The face as a JPEG 2000 codestream of some 15 kB.
    func jpeg2000() throws -> [UInt8] {
        guard let image = PixelImage(width: Self.width, height: Self.height, channels: .rgb, pixels: pixels) else {
            throw PortraitError()
        }
        return try JPEG2000Encoder.encode(image, ratio: 24)
    }
}
