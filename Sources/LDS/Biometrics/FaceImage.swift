/// The portrait in EF.DG2: the compressed image as the chip gave it.
package struct FaceImage: Sendable, Hashable {
    /// How the image is compressed, told by its first bytes.
    package enum Format: String, Sendable, Hashable {
        case jpeg = "image/jpeg"
        case jpeg2000 = "image/jp2"

        package var fileExtension: String { self == .jpeg ? "jpg" : "jp2" }
    }

    package typealias Size = PixelSize

    package let format: Format
    /// The image file.
    package let bytes: [UInt8]
    /// Pixels, from the image itself: the header around it is wrong on real cards. nil where it cannot be told.
    package let size: Size?

    /// Takes an image whose first bytes say JPEG or JPEG 2000.
    package init(_ bytes: [UInt8]) throws(LDSError) {
        guard let header = ImageHeader(bytes), let format = Format(rawValue: header.format.rawValue) else {
            throw LDSError(.unsupported, in: "EF.DG2", "the image is neither JPEG nor JPEG 2000")
        }
        self.format = format
        self.bytes = bytes
        size = header.size
    }
}

extension FaceImage: Redacted {
    /// Format and size, never the content.
    package var description: String { "\(format.rawValue), \(bytes.count) bytes" }
}
