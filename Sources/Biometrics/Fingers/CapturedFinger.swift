import Foundation

/// One finger as a device captured and signed it. ``SBIDevices/capture(_:with:)`` alone makes one from a device's answer,
/// after signature, chain and content were checked; a draft brings one back.
package struct CapturedFinger: Sendable, Hashable, Codable {
    package let position: FingerPosition
    /// 0 to 100 (NFIQ 2), as the device measured it.
    package let quality: Double
    /// The finger image record, ISO/IEC 19794-4.
    package let image: [UInt8]
    /// SHA-256 over the last block's hash and this image's: its link in the chain of captures.
    package let hash: [UInt8]
    /// What the device signed, JWS in its compact form: `image` is inside, so that a registry can check it again.
    package let signedData: [UInt8]
    /// SHA-256 of the device's certificate.
    package let device: [UInt8]
    /// Which try for this finger it was, counted from 1.
    package var attempt: Int

    init(
        position: FingerPosition, quality: Double, image: [UInt8], hash: [UInt8], signedData: [UInt8], device: [UInt8],
        attempt: Int = 1
    ) {
        self.position = position
        self.quality = quality
        self.image = image
        self.hash = hash
        self.signedData = signedData
        self.device = device
        self.attempt = attempt
    }
}

extension CapturedFinger: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(position.rawValue), \(image.count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Bytes as base64 and not as a list of numbers: a draft holds ten of these.
extension CapturedFinger {
    private enum Key: String, CodingKey {
        case position, quality, image, hash, signedData, device, attempt
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func bytes(_ key: Key) throws -> [UInt8] { Array(try values.decode(Data.self, forKey: key)) }
        self.init(
            position: try values.decode(FingerPosition.self, forKey: .position),
            quality: try values.decode(Double.self, forKey: .quality), image: try bytes(.image), hash: try bytes(.hash),
            signedData: try bytes(.signedData), device: try bytes(.device),
            attempt: try values.decode(Int.self, forKey: .attempt))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(position, forKey: .position)
        try values.encode(quality, forKey: .quality)
        try values.encode(Data(image), forKey: .image)
        try values.encode(Data(hash), forKey: .hash)
        try values.encode(Data(signedData), forKey: .signedData)
        try values.encode(Data(device), forKey: .device)
        try values.encode(attempt, forKey: .attempt)
    }
}
