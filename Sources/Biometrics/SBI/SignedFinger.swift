package import Foundation

/// A finger that a device captured and signed, as it lies in a record: looked at again, long after the capture.
///
/// Nothing but a signature of a trusted device makes one. Whether the device answered the right request, and the chain
/// through its captures, only the station could see.
package struct SignedFinger: Sendable, Hashable {
    package let position: FingerPosition
    /// 0 to 100 (NFIQ 2), as the device measured it.
    package let quality: Double
    /// SHA-256 of the device's certificate.
    package let device: [UInt8]

    /// Bytes of a JWS with an image of ISO/IEC 19794-4.
    private static let largest = 12 << 20

    /// Checks the signature as of a time, and that a finger for an enrollment was signed.
    ///
    /// - Throws: ``FingerprintFailure``.
    package init(
        parsing bytes: [UInt8], trusting trust: DeviceTrust, at time: Date
    ) throws(FingerprintFailure) {
        guard bytes.count <= Self.largest else { throw .broken("a capture has \(bytes.count) bytes") }
        let verified = try trust.verified(JSONWebSignature(parsing: bytes), at: time)
        guard let fields = try? JSONDecoder().decode(SBIMessages.Capture.self, from: Data(verified.payload)) else {
            throw .broken("a signed block is no JSON of a capture")
        }
        guard fields.bioType == "Finger", fields.purpose == "Registration",
            let position = fields.bioSubType.flatMap({ FingerPosition(rawValue: $0) })
        else { throw .broken("a block is for another purpose or kind") }
        guard let quality = fields.qualityScore?.number, (0...100).contains(quality) else {
            throw .broken("no quality from 0 to 100")
        }
        guard let image = fields.bioValue.flatMap({ Base64URL.bytes($0.utf8) }),
            image.starts(with: [0x46, 0x49, 0x52, 0x00])
        else { throw .broken("an image is no record of ISO/IEC 19794-4") }
        self.position = position
        self.quality = quality
        device = verified.device
    }
}
