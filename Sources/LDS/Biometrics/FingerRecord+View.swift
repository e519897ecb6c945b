extension FingerRecord {
    /// One view of a finger (ISO/IEC 19794-4:2005 §7.2).
    package struct View: Sendable, Hashable {
        /// 1 right thumb to 5 right little finger, 6 left thumb to 10 left little finger; 0 unknown.
        package var position: UInt8
        package var viewCount: UInt8 = 1
        package var viewNumber: UInt8 = 1
        package var quality: UInt8 = 100
        /// 0 plain live scan, 1 rolled live scan, …
        package var impression: UInt8 = 0
        /// What the record says; the image may say otherwise.
        package var size: PixelSize
        package var reserved: UInt8 = 0
        package var image: [UInt8]

        package init(position: UInt8, image: [UInt8], size: PixelSize) {
            self.position = position
            self.image = image
            self.size = size
        }

        private static let headerLength = 14

        /// Octets of the whole view.
        var length: Int { Self.headerLength + image.count }
    }
}

extension FingerRecord.View {
    init(from reader: inout RecordReader) throws(LDSError) {
        let length = try reader.number(4)
        position = try reader.octet()
        viewCount = try reader.octet()
        viewNumber = try reader.octet()
        quality = try reader.octet()
        impression = try reader.octet()
        size = PixelSize(width: try reader.number(2), height: try reader.number(2))
        reserved = try reader.octet()
        image = try reader.octets(length - Self.headerLength)
    }

    func serialized() -> [UInt8] {
        length.octets(4) + [position, viewCount, viewNumber, quality, impression] + size.width.octets(2)
            + size.height.octets(2) + [reserved] + image
    }
}

extension FingerRecord.View: Redacted {
    package var description: String { "finger, \(image.count) bytes" }
}
