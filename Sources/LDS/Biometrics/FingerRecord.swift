/// A finger image record of ISO/IEC 19794-4:2005: one or more views of fingers.
///
/// Lengths and counts are kept as they are told, right or wrong, so that writing gives the same octets.
package struct FingerRecord: Sendable, Hashable {
    /// `010` and a zero.
    package let version: [UInt8]
    /// The length that the record claims for itself, six octets.
    package let statedLength: Int
    package let captureDevice: Int
    package let acquisitionLevel: Int
    /// Fingers or palms, each with one or more views.
    package let fingerCount: Int
    /// 1 pixels an inch, 2 pixels a centimetre.
    package let scaleUnits: UInt8
    /// Horizontal and vertical, of the scan and of the image, in pixels a unit.
    package let scanResolution: PixelSize
    package let imageResolution: PixelSize
    package let pixelDepth: UInt8
    package let compression: Compression
    /// Two octets without a meaning.
    package let reserved: Int
    package let views: [View]
    /// Octets after the last view.
    package let trailing: [UInt8]

    /// The compression algorithm (ISO/IEC 19794-4:2005 table 3). Open.
    package struct Compression: RawRepresentable, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let none = Compression(rawValue: 0)
        package static let bitPacked = Compression(rawValue: 1)
        package static let wsq = Compression(rawValue: 2)
        package static let jpeg = Compression(rawValue: 3)
        package static let jpeg2000 = Compression(rawValue: 4)
        package static let png = Compression(rawValue: 5)
    }

    static let magic: [UInt8] = [0x46, 0x49, 0x52, 0x00]
    private static let place = "finger image record"

    /// A record of one view, 500 pixels an inch, level 31.
    package init(_ view: View, compression: Compression) {
        version = Array("010\0".utf8)
        statedLength = 32 + view.length
        captureDevice = 0
        acquisitionLevel = 31
        fingerCount = 1
        scaleUnits = 1
        scanResolution = PixelSize(width: 500, height: 500)
        imageResolution = scanResolution
        pixelDepth = 8
        self.compression = compression
        reserved = 0
        views = [view]
        trailing = []
    }

    package init(parsing record: [UInt8]) throws(LDSError) {
        var reader = RecordReader(record, in: Self.place)
        guard try reader.octets(4) == Self.magic else {
            throw LDSError(.unsupported, in: Self.place, "no record of ISO/IEC 19794-4")
        }
        version = try reader.octets(4)
        statedLength = try reader.number(6)
        captureDevice = try reader.number(2)
        acquisitionLevel = try reader.number(2)
        fingerCount = try reader.number(1)
        scaleUnits = try reader.octet()
        scanResolution = PixelSize(width: try reader.number(2), height: try reader.number(2))
        imageResolution = PixelSize(width: try reader.number(2), height: try reader.number(2))
        pixelDepth = try reader.octet()
        compression = Compression(rawValue: try reader.octet())
        reserved = try reader.number(2)
        var views: [View] = []
        for _ in 0..<fingerCount {
            let first = try View(from: &reader)
            views.append(first)
            for _ in 1..<max(Int(first.viewCount), 1) { views.append(try View(from: &reader)) }
        }
        self.views = views
        trailing = reader.everything()
    }

    package func serialized() -> [UInt8] {
        Self.magic + version + statedLength.octets(6) + captureDevice.octets(2) + acquisitionLevel.octets(2)
            + fingerCount.octets(1) + [scaleUnits] + scanResolution.octets + imageResolution.octets
            + [pixelDepth, compression.rawValue] + reserved.octets(2) + views.flatMap { $0.serialized() } + trailing
    }
}

extension PixelSize {
    /// Two octets each.
    fileprivate var octets: [UInt8] { width.octets(2) + height.octets(2) }
}

extension FingerRecord: Redacted {
    package var description: String { "finger image record, \(views.count) views" }
}
