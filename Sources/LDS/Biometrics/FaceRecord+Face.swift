extension FaceRecord {
    /// One face: facial information, feature points, image information, image (ISO/IEC 19794-5:2005 §5.5 to §5.8).
    package struct Face: Sendable, Hashable {
        /// 0 unspecified, 1 male, 2 female, FF unknown.
        package var gender: UInt8 = 0
        package var eyeColour: UInt8 = 0
        package var hairColour: UInt8 = 0
        /// Glasses, moustache, beard, … as bits; three octets.
        package var properties: [UInt8] = [0, 0, 0]
        package var expression = 0
        /// Yaw, pitch, roll; then the uncertainty of each. Six octets.
        package var pose: [UInt8] = [0, 0, 0, 0, 0, 0]
        /// Eight octets each.
        package var featurePoints: [[UInt8]] = []
        /// 0 basic, 1 full frontal, 2 token frontal.
        package var imageType: UInt8 = 1
        /// 0 JPEG, 1 JPEG 2000.
        package var dataType: UInt8
        /// What the record says; the image may say otherwise.
        package var size: PixelSize
        /// 1 RGB of 24 bits, 2 YUV 4:2:2, 3 grey of 8 bits.
        package var colourSpace: UInt8 = 1
        /// 2 a still photograph of a digital camera, 3 a scan, …
        package var sourceType: UInt8 = 2
        package var deviceType = 0
        package var quality = 0
        /// The image file.
        package var image: [UInt8]

        package init(image: [UInt8], dataType: UInt8, size: PixelSize) {
            self.image = image
            self.dataType = dataType
            self.size = size
        }

        private static let fixedLength = 20 + 12

        /// Octets of the whole face.
        var length: Int { Self.fixedLength + 8 * featurePoints.count + image.count }
    }
}

extension FaceRecord.Face {
    init(from reader: inout RecordReader) throws(LDSError) {
        let length = try reader.number(4)
        let points = try reader.number(2)
        gender = try reader.octet()
        eyeColour = try reader.octet()
        hairColour = try reader.octet()
        properties = try reader.octets(3)
        expression = try reader.number(2)
        pose = try reader.octets(6)
        let imageLength = length - Self.fixedLength - 8 * points
        guard imageLength > 0, imageLength <= reader.remaining else {
            throw LDSError(.malformed, in: reader.place, "lengths inside the record do not add up")
        }
        for _ in 0..<points { featurePoints.append(try reader.octets(8)) }
        imageType = try reader.octet()
        dataType = try reader.octet()
        size = PixelSize(width: try reader.number(2), height: try reader.number(2))
        colourSpace = try reader.octet()
        sourceType = try reader.octet()
        deviceType = try reader.number(2)
        quality = try reader.number(2)
        image = try reader.octets(imageLength)
    }

    func serialized() -> [UInt8] {
        length.octets(4) + featurePoints.count.octets(2) + [gender, eyeColour, hairColour] + properties
            + expression.octets(2) + pose + featurePoints.flatMap { $0 } + [imageType, dataType]
            + size.width.octets(2) + size.height.octets(2) + [colourSpace, sourceType] + deviceType.octets(2)
            + quality.octets(2) + image
    }
}

extension FaceRecord.Face: Redacted {
    package var description: String { "face, \(image.count) bytes" }
}
