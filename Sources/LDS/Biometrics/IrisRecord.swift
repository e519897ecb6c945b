/// An iris image record of ISO/IEC 19794-6:2005: the images of one eye or two.
///
/// Lengths are kept as they are told, right or wrong, so that writing gives the same octets.
package struct IrisRecord: Sendable, Hashable {
    /// `010` and a zero.
    package let version: [UInt8]
    /// The length that the record claims for itself.
    package let statedLength: Int
    package let captureDevice: Int
    /// Orientation, scan type, occlusions as bits.
    package let properties: Int
    /// In pixels; 0 where it is not told.
    package let diameter: Int
    package let imageFormat: ImageFormat
    /// What the record says; the image may say otherwise.
    package let size: PixelSize
    package let intensityDepth: UInt8
    package let transformation: UInt8
    /// Sixteen octets.
    package let deviceID: [UInt8]
    package let eyes: [Eye]
    /// Octets after the last image.
    package let trailing: [UInt8]

    /// The image format (ISO/IEC 19794-6:2005 table 3). Open.
    package struct ImageFormat: RawRepresentable, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let greyRaw = ImageFormat(rawValue: 0x02)
        package static let colourRaw = ImageFormat(rawValue: 0x04)
        package static let greyJPEG = ImageFormat(rawValue: 0x06)
        package static let colourJPEG = ImageFormat(rawValue: 0x08)
        package static let greyJPEG2000 = ImageFormat(rawValue: 0x0E)
        package static let colourJPEG2000 = ImageFormat(rawValue: 0x10)
    }

    static let magic: [UInt8] = [0x49, 0x49, 0x52, 0x00]
    private static let place = "iris image record"
    private static let headerLength = 45

    package init(_ eyes: [Eye], imageFormat: ImageFormat, size: PixelSize) {
        version = Array("010\0".utf8)
        captureDevice = 0
        properties = 0
        diameter = 0
        self.imageFormat = imageFormat
        self.size = size
        intensityDepth = 8
        transformation = 0
        deviceID = [UInt8](repeating: 0, count: 16)
        self.eyes = eyes
        trailing = []
        statedLength = Self.headerLength + eyes.reduce(0) { $0 + $1.serialized().count }
    }

    init(parsing record: [UInt8]) throws(LDSError) {
        var reader = RecordReader(record, in: Self.place)
        guard try reader.octets(4) == Self.magic else {
            throw LDSError(.unsupported, in: Self.place, "no record of ISO/IEC 19794-6")
        }
        version = try reader.octets(4)
        statedLength = try reader.number(4)
        captureDevice = try reader.number(2)
        let count = try reader.number(1)
        let headerLength = try reader.number(2)
        guard headerLength == Self.headerLength else {
            throw LDSError(.unsupported, in: Self.place, "header of \(headerLength) octets, not \(Self.headerLength)")
        }
        properties = try reader.number(2)
        diameter = try reader.number(2)
        imageFormat = ImageFormat(rawValue: try reader.number(2))
        size = PixelSize(width: try reader.number(2), height: try reader.number(2))
        intensityDepth = try reader.octet()
        transformation = try reader.octet()
        deviceID = try reader.octets(16)
        var eyes: [Eye] = []
        for _ in 0..<count { eyes.append(try Eye(from: &reader)) }
        self.eyes = eyes
        trailing = reader.everything()
    }

    func serialized() -> [UInt8] {
        let head =
            Self.magic + version + statedLength.octets(4) + captureDevice.octets(2) + eyes.count.octets(1)
            + Self.headerLength.octets(2)
        let kind = properties.octets(2) + diameter.octets(2) + imageFormat.rawValue.octets(2)
        return head + kind + size.width.octets(2) + size.height.octets(2) + [intensityDepth, transformation]
            + deviceID + eyes.flatMap { $0.serialized() } + trailing
    }
}

extension IrisRecord: Redacted {
    package var description: String { "iris image record, \(eyes.count) eyes" }
}
