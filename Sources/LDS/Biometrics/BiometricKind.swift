package import SmartCard

/// The biometric features that data groups hold.
package enum BiometricKind: String, Sendable, Hashable, CaseIterable {
    case face, finger, iris

    /// EF.DG2, EF.DG3 or EF.DG4.
    package var file: ElementaryFile {
        switch self {
        case .face: .dg2
        case .finger: .dg3
        case .iris: .dg4
        }
    }

    /// The template around the file (Doc 9303-10 table 38).
    package var tag: BERTag {
        switch self {
        case .face: 0x75
        case .finger: 0x63
        case .iris: 0x76
        }
    }

    /// The CBEFF biometric type: 02, 08, 10.
    package var biometricType: UInt8 {
        switch self {
        case .face: 0x02
        case .finger: 0x08
        case .iris: 0x10
        }
    }

    /// The application tag of the ISO/IEC 39794 block (Doc 9303-10 §4.5.6, table 3).
    var standardTag: BERTag {
        switch self {
        case .face: 0x65
        case .finger: 0x64
        case .iris: 0x66
        }
    }

    /// The CBEFF format types for ISO/IEC 19794 and for ISO/IEC 39794.
    func formatType(isStandard39794: Bool) -> UInt8 {
        switch self {
        case .face: isStandard39794 ? 0x2A : 0x08
        case .finger: isStandard39794 ? 0x28 : 0x07
        case .iris: isStandard39794 ? 0x2C : 0x09
        }
    }
}
