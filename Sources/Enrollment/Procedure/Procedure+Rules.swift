package import Registry

extension Procedure {
    /// What a card must be.
    package struct CardRule: Sendable, Hashable {
        package let expired: Admission
        package let chipProof: Demand
        /// `allowed`: where the chip does not answer, the officer may go on by hand.
        package let silentChip: Admission

        /// What holds where a step says nothing.
        static let strict = CardRule(expired: .refused, chipProof: .required, silentChip: .refused)
    }

    package enum Admission: String, Sendable, CaseIterable {
        case refused, allowed
    }

    package enum Demand: String, Sendable, CaseIterable {
        case required, optional
    }

    /// What a portrait must be. A threshold that is nil is the one of the portrait check itself.
    package struct PortraitRule: Sendable, Hashable {
        /// Pixels.
        package let minimumWidth: Int
        /// Pixels.
        package let minimumHeight: Int
        /// The variance of the Laplacian over the face, in squared grey levels.
        package let minimumSharpness: Double?
        /// The face's mean grey level, 0 black to 255 white.
        package let brightness: ClosedRange<Double>?
        /// The share of the face's pixels that are plain black or plain white, 0 to 1.
        package let maximumClipped: Double?
        /// The face's height in the picture's, 0 to 1.
        package let faceHeightShare: ClosedRange<Double>?
        /// How far the face may be from the middle, as a share of the picture's width.
        package let maximumOffCentre: Double?
        /// The officer may accept a portrait that fails a check, with a reason.
        package let mayProceedPoor: Bool

        /// What holds where a step says nothing: ISO/IEC 19794-5's size of a portrait, 300 by 400.
        static let usual = PortraitRule(
            minimumWidth: 300, minimumHeight: 400, minimumSharpness: nil, brightness: nil, maximumClipped: nil,
            faceHeightShare: nil, maximumOffCentre: nil, mayProceedPoor: true)
    }

    /// Which fingers are captured, and how well.
    package struct FingerprintRule: Sendable, Hashable {
        /// MOSIP SBI's `bioSubType`, `Left IndexFinger`.
        package let fingers: [String]
        /// 0 to 100.
        package let minimumQuality: Int
        /// Captures of a group of fingers before the best of them is taken.
        package let attempts: Int

        /// All ten, the left hand first, by MOSIP SBI's names.
        package static let ten = ["Left", "Right"].flatMap { hand in
            ["IndexFinger", "MiddleFinger", "RingFinger", "LittleFinger", "Thumb"].map { "\(hand) \($0)" }
        }

        /// What holds where a step says nothing.
        static let usual = FingerprintRule(fingers: ten, minimumQuality: 60, attempts: 3)
    }

    /// Who else must agree. It is always another officer than the one who enrolls.
    package struct ApprovalRule: Sendable, Hashable {
        /// This role, or one above it.
        package let by: OfficerRole
        package let timing: Timing

        package enum Timing: String, Sendable, CaseIterable {
            /// While the citizen is there.
            case atOnce = "at-once"
            /// The record waits until the end of the day, and is not sent before.
            case endOfDay = "end-of-day"
        }

        /// What holds where a step says nothing.
        static let usual = ApprovalRule(by: .supervisor, timing: .atOnce)
    }

    /// A paper that the officer looks at.
    package struct Document: Sendable, Hashable {
        package let id: String
        package let title: Texts
        package let required: Bool
        /// What its number looks like; nil: it has none that is recorded.
        package let numberPattern: String?
    }
}
