/// Fingers that lie on the glass together: the three steps of taking ten.
package enum FingerGroup: String, Sendable, Hashable, CaseIterable, Codable {
    case leftFour = "left-four"
    case rightFour = "right-four"
    case thumbs

    package var fingers: [FingerPosition] {
        switch self {
        case .leftFour: [.leftIndex, .leftMiddle, .leftRing, .leftLittle]
        case .rightFour: [.rightIndex, .rightMiddle, .rightRing, .rightLittle]
        case .thumbs: [.leftThumb, .rightThumb]
        }
    }

    /// `deviceSubId` of SBI 1.0: 1 left slap, 2 right slap, 3 two thumbs.
    package var deviceSubID: Int {
        switch self {
        case .leftFour: 1
        case .rightFour: 2
        case .thumbs: 3
        }
    }
}
