import SmartCard

/// A biometric data block, 5F2E or 7F2E: a record of one of the standards, or octets of another format.
package enum BiometricDataBlock: Sendable, Hashable {
    /// ISO/IEC 19794-5:2005.
    case face(FaceRecord)
    /// ISO/IEC 19794-4:2005.
    case finger(FingerRecord)
    /// ISO/IEC 19794-6:2005.
    case iris(IrisRecord)
    /// ISO/IEC 39794, inside A1 as Doc 9303-10 §4.5.6 has it, or bare.
    case standard39794(ISO39794Block, inTemplate: Bool)
    /// Of another format.
    case other([UInt8])

    init(parsing object: BERTLV) throws(LDSError) {
        let bytes = object.value
        if bytes.starts(with: FaceRecord.magic) {
            self = .face(try FaceRecord(parsing: bytes))
        } else if bytes.starts(with: FingerRecord.magic) {
            self = .finger(try FingerRecord(parsing: bytes))
        } else if bytes.starts(with: IrisRecord.magic) {
            self = .iris(try IrisRecord(parsing: bytes))
        } else if let inner = Self.standardObject(bytes) {
            self = .standard39794(try ISO39794Block(inner.object), inTemplate: inner.inTemplate)
        } else {
            self = .other(bytes)
        }
    }

    /// The data object 64, 65 or 66, alone or alone in A1.
    private static func standardObject(_ bytes: [UInt8]) -> (object: BERTLV, inTemplate: Bool)? {
        guard let outer = try? BERTLV(parsing: bytes) else { return nil }
        if ISO39794Block.kind(outer.tag) != nil { return (outer, false) }
        guard outer.tag == 0xA1, let inner = try? BERTLV(parsing: outer.value), ISO39794Block.kind(inner.tag) != nil
        else { return nil }
        return (inner, true)
    }

    /// The block's octets.
    package func serialized() -> [UInt8] {
        switch self {
        case .face(let record): record.serialized()
        case .finger(let record): record.serialized()
        case .iris(let record): record.serialized()
        case .standard39794(let block, let inTemplate):
            inTemplate ? BERTLV(0xA1, [block.object]).serialized() : block.object.serialized()
        case .other(let bytes): bytes
        }
    }

    /// The data object's tag in a file that is made anew.
    var tag: BERTag { if case .standard39794 = self { 0x7F2E } else { 0x5F2E } }

    /// Every image inside.
    package var images: [BiometricImage] {
        switch self {
        case .face(let record): record.faces.map { BiometricImage(.face, $0.image, position: nil) }
        case .finger(let record): record.views.map { BiometricImage(.finger, $0.image, position: Int($0.position)) }
        case .iris(let record):
            record.eyes.flatMap { eye in
                eye.images.map { BiometricImage(.iris, $0.image, position: Int(eye.feature)) }
            }
        case .standard39794(let block, _):
            block.representations.map { BiometricImage(block.kind, $0.image, position: $0.position) }
        case .other: []
        }
    }
}

extension BiometricDataBlock: Redacted {
    package var description: String {
        switch self {
        case .face: "ISO/IEC 19794-5:2005"
        case .finger: "ISO/IEC 19794-4:2005"
        case .iris: "ISO/IEC 19794-6:2005"
        case .standard39794(let block, _): "\(block)"
        case .other(let bytes): "\(bytes.count) bytes of another format"
        }
    }
}
