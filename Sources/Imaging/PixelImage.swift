/// A picture as pixels of eight bits a channel, row by row from the top, without gaps.
package struct PixelImage: Sendable, Hashable {
    /// What the octets of a pixel are.
    package enum Channels: Int, Sendable, Hashable {
        case grey = 1
        /// Red, green, blue.
        case rgb = 3
    }

    package let width: Int
    package let height: Int
    package let channels: Channels
    /// `width * height * channels.rawValue` octets.
    package let pixels: [UInt8]

    /// nil where the octets do not go with the size.
    package init?(width: Int, height: Int, channels: Channels, pixels: [UInt8]) {
        let area = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !area.overflow, pixels.count / channels.rawValue == area.partialValue,
            pixels.count % channels.rawValue == 0
        else { return nil }
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }
}

extension PixelImage: CustomStringConvertible, CustomReflectable {
    /// Size only: a picture is a person's.
    package var description: String { "\(width) × \(height) pixels" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
