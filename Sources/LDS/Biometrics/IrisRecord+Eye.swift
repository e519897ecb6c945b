extension IrisRecord {
    /// The images of one eye (ISO/IEC 19794-6:2005 §6.5).
    package struct Eye: Sendable, Hashable {
        /// 0 unknown, 1 right, 2 left.
        package let feature: UInt8
        package let images: [Image]

        package init(feature: UInt8, images: [Image]) {
            self.feature = feature
            self.images = images
        }
    }

    /// One image with its header.
    package struct Image: Sendable, Hashable {
        package var number: Int
        package var quality: UInt8 = 100
        /// FFFF where it is not told.
        package var rotation = 0xFFFF
        package var rotationUncertainty = 0xFFFF
        package var image: [UInt8]

        package init(number: Int, image: [UInt8]) {
            self.number = number
            self.image = image
        }
    }
}

extension IrisRecord.Eye {
    init(from reader: inout RecordReader) throws(LDSError) {
        feature = try reader.octet()
        let count = try reader.number(2)
        var images: [IrisRecord.Image] = []
        for _ in 0..<count { images.append(try IrisRecord.Image(from: &reader)) }
        self.images = images
    }

    func serialized() -> [UInt8] { [feature] + images.count.octets(2) + images.flatMap { $0.serialized() } }
}

extension IrisRecord.Image {
    init(from reader: inout RecordReader) throws(LDSError) {
        number = try reader.number(2)
        quality = try reader.octet()
        rotation = try reader.number(2)
        rotationUncertainty = try reader.number(2)
        image = try reader.octets(try reader.number(4))
    }

    func serialized() -> [UInt8] {
        number.octets(2) + [quality] + rotation.octets(2) + rotationUncertainty.octets(2) + image.count.octets(4)
            + image
    }
}

extension IrisRecord.Eye: Redacted {
    package var description: String { "eye, \(images.count) images" }
}

extension IrisRecord.Image: Redacted {
    package var description: String { "iris, \(image.count) bytes" }
}
