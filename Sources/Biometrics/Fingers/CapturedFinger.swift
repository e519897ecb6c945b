/// One finger as a device captured and signed it. ``SBIDevices/capture(_:with:at:)`` alone makes one from a device's
/// answer, after signature, chain and content were checked.
package struct CapturedFinger: Sendable, Hashable {
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

    init(
        position: FingerPosition, quality: Double, image: [UInt8], hash: [UInt8], signedData: [UInt8], device: [UInt8]
    ) {
        self.position = position
        self.quality = quality
        self.image = image
        self.hash = hash
        self.signedData = signedData
        self.device = device
    }
}

extension CapturedFinger: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(position.rawValue), \(image.count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
