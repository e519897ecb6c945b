/// The portrait in EF.DG2: the compressed image as the chip gave it.
package struct FaceImage: Sendable, Hashable {
    /// How the image is compressed, told by its first bytes.
    package enum Format: String, Sendable, Hashable {
        case jpeg = "image/jpeg"
        case jpeg2000 = "image/jp2"

        package var fileExtension: String { self == .jpeg ? "jpg" : "jp2" }
    }

    package let format: Format
    /// The image file.
    package let bytes: [UInt8]
    /// Pixels, from the image itself: the header around it is wrong on real cards. nil where it cannot be told.
    package let size: Size?

    package struct Size: Sendable, Hashable {
        package let width: Int
        package let height: Int

        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    /// Takes an image whose first bytes say JPEG or JPEG 2000.
    package init(_ bytes: [UInt8]) throws(LDSError) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            format = .jpeg
            size = Self.jpegSize(bytes)
        } else if bytes.starts(with: [0, 0, 0, 0x0C, 0x6A, 0x50]) || bytes.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) {
            format = .jpeg2000
            size = Self.codestreamSize(bytes)
        } else {
            throw LDSError(.unsupported, in: "EF.DG2", "the image is neither JPEG nor JPEG 2000")
        }
        self.bytes = bytes
    }

    /// From the frame header (SOF marker) of ITU-T T.81 §B.2.2.
    private static func jpegSize(_ bytes: [UInt8]) -> Size? {
        var index = 2
        while index + 9 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                // A fill byte (§B.1.1.2).
                index += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return positive(
                    Int(bytes[index + 7]) << 8 | Int(bytes[index + 8]),
                    Int(bytes[index + 5]) << 8 | Int(bytes[index + 6]))
            }
            index += 2 + (Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]))
        }
        return nil
    }

    /// From the SIZ marker (ITU-T T.800 §A.5.1), which stands at the front of the codestream.
    private static func codestreamSize(_ bytes: [UInt8]) -> Size? {
        let head = bytes.prefix(512)
        guard
            let start = head.indices.dropLast(24).first(where: { head[$0...].starts(with: [0xFF, 0x4F, 0xFF, 0x51]) })
        else { return nil }
        func number(_ offset: Int) -> Int {
            head[(start + offset)..<(start + offset + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        return positive(number(8) - number(16), number(12) - number(20))
    }

    private static func positive(_ width: Int, _ height: Int) -> Size? {
        width > 0 && height > 0 ? Size(width: width, height: height) : nil
    }
}

extension FaceImage: CustomStringConvertible, CustomReflectable {
    /// Format and size, never the content.
    package var description: String { "\(format.rawValue), \(bytes.count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
