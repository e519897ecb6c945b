/// A fingerprint device that answered to discovery. Its words are claims until ``isVerified``.
package struct SBIDevice: Sendable, Hashable, Codable {
    /// `deviceStatus`. Open.
    package struct Status: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let ready = Status(rawValue: "Ready")
        package static let busy = Status(rawValue: "Busy")
        package static let notReady = Status(rawValue: "Not Ready")
        package static let notRegistered = Status(rawValue: "Not Registered")
    }

    /// The port on 127.0.0.1 where it answered. Its own `callbackId` is not followed: it could lead anywhere.
    package let port: Int
    /// `deviceId`: the device within its service.
    package let id: String
    package let status: Status
    /// Make, model and serial number of its digital ID, printable characters only.
    package let make: String
    package let model: String
    package let serialNumber: String
    /// `Slap`, `Single`, `Touchless`.
    package let subtype: String
    /// `L0` or `L1`: whether it signs on the host or inside the device.
    package let certification: String
    /// Whether a certificate that the station trusts signed what stands here.
    package let isVerified: Bool

    /// For the officer: `Make Model`.
    package var name: String { [make, model].filter { !$0.isEmpty }.joined(separator: " ") }

    /// A device's text as a screen may show it: printable ASCII, at most 64 characters.
    static func label(_ text: String?) -> String {
        String(
            String.UnicodeScalarView((text ?? "").unicodeScalars.filter { (0x20...0x7E).contains($0.value) }.prefix(64))
        )
    }
}
