package import FoundationEssentials

/// Says whether a trusted device took a finger. The module that knows devices is above this one; this is its seam.
package protocol CaptureVerifier: Sendable {
    /// Checks what a device signed, for the time of the record.
    func verify(_ capture: [UInt8], at time: Date) -> Result<VerifiedCapture, CaptureRefusal>
}

/// A finger that a trusted device took.
package struct VerifiedCapture: Sendable, Hashable {
    /// SBI's name, `Left IndexFinger`.
    package let finger: String
    /// 0 to 100, as the device measured it.
    package let quality: Int

    package init(finger: String, quality: Int) {
        self.finger = finger
        self.quality = quality
    }
}

/// Why a capture is none that counts, no words of a device.
package struct CaptureRefusal: Error, Sendable, Hashable {
    package let message: String

    package init(_ message: String) { self.message = message }
}

extension PartName {
    /// Before the name of a finger's part.
    static let fingers = "fingers/"

    /// The part of a finger.
    package static func finger(_ name: String) -> PartName? {
        PartName(fingers + name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined())
    }
}
