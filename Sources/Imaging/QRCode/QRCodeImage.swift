import CQREncode

/// A QR code (ISO/IEC 18004) of bytes, as a picture: black on white with the quiet zone around it.
package struct QRCodeImage: Sendable {
    /// Grey.
    package let image: PixelImage

    /// Modules of white around the code (ISO/IEC 18004 §6.3.8).
    private static let quietZone = 4
    /// What the largest code holds at its lowest error correction.
    private static let mostBytes = 2953

    /// - Parameter scale: pixels for a module's side.
    package init(of bytes: [UInt8], scale: Int = 4) throws(ImagingError) {
        guard (1...Self.mostBytes).contains(bytes.count), (1...32).contains(scale) else {
            throw ImagingError(.tooLarge, "a QR code holds 1 to \(Self.mostBytes) bytes, not \(bytes.count)")
        }
        let made = bytes.withUnsafeBufferPointer { pointer in
            QRcode_encodeData(Int32(pointer.count), pointer.baseAddress, 0, QR_ECLEVEL_L)
        }
        guard let made else { throw ImagingError(.tooLarge, "the QR code of \(bytes.count) bytes was not made") }
        defer { QRcode_free(made) }
        let width = Int(made.pointee.width)
        let modules = UnsafeBufferPointer(start: made.pointee.data, count: width * width)
        let side = (width + 2 * Self.quietZone) * scale
        var pixels = [UInt8](repeating: 0xFF, count: side * side)
        for (place, module) in modules.enumerated() where module & 1 == 1 {
            let (row, column) = (place / width + Self.quietZone, place % width + Self.quietZone)
            for y in row * scale..<(row + 1) * scale {
                for x in column * scale..<(column + 1) * scale { pixels[y * side + x] = 0 }
            }
        }
        guard let image = PixelImage(width: side, height: side, channels: .grey, pixels: pixels) else {
            throw ImagingError(.library, "the QR code has no picture")
        }
        self.image = image
    }
}
