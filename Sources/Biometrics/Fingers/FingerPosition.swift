/// A finger, by the name that MOSIP's Secure Biometric Interface gives it (SBI 1.0, `bioSubType`).
package enum FingerPosition: String, Sendable, Hashable, CaseIterable, Codable {
    case rightThumb = "Right Thumb"
    case rightIndex = "Right IndexFinger"
    case rightMiddle = "Right MiddleFinger"
    case rightRing = "Right RingFinger"
    case rightLittle = "Right LittleFinger"
    case leftThumb = "Left Thumb"
    case leftIndex = "Left IndexFinger"
    case leftMiddle = "Left MiddleFinger"
    case leftRing = "Left RingFinger"
    case leftLittle = "Left LittleFinger"

    /// The number of ISO/IEC 19794-4 table 5: 1 right thumb to 10 left little finger.
    package var code: UInt8 {
        Self.allCases.firstIndex(of: self).map { UInt8($0 + 1) } ?? 0
    }

    /// The group in which a slap scanner takes it.
    package var group: FingerGroup {
        switch self {
        case .leftThumb, .rightThumb: .thumbs
        case .leftIndex, .leftMiddle, .leftRing, .leftLittle: .leftFour
        case .rightIndex, .rightMiddle, .rightRing, .rightLittle: .rightFour
        }
    }
}
