import Foundation
import Imaging
package import LDS

/// A chip's portrait as a browser takes it: JPEG as it is, JPEG 2000 as PNG.
package struct BrowserImage: Sendable {
    /// `data:image/…;base64,…`
    package let dataURL: String

    /// A QR code; nil where the bytes are too many for one.
    init?(code bytes: [UInt8]) {
        guard let code = try? QRCodeImage(of: bytes) else { return nil }
        dataURL = "data:image/svg+xml;base64," + Data(code.svg.utf8).base64EncodedString()
    }

    /// nil where the image cannot be decoded.
    package init?(of face: FaceImage) {
        switch face.format {
        case .jpeg: dataURL = "data:image/jpeg;base64," + Data(face.bytes).base64EncodedString()
        case .jpeg2000:
            guard let image = try? JPEG2000Decoder.decode(face.bytes) else { return nil }
            dataURL = "data:image/png;base64," + Data(image.png()).base64EncodedString()
        }
    }
}
