package import SmartCard

/// A biometric information template, 7F60: header and data block (Doc 9303-10 §4.7.2.1).
package struct BiometricTemplate: Sendable, Hashable {
    /// What stands in the template.
    package enum Part: Sendable, Hashable {
        /// A1.
        case header(BiometricHeader)
        /// 5F2E or 7F2E.
        case block(BiometricDataBlock, tag: BERTag)
        /// What no table names; kept.
        case other(BERTLV)
    }

    /// In the file's order.
    package let parts: [Part]

    package init(_ header: BiometricHeader, _ block: BiometricDataBlock) {
        parts = [.header(header), .block(block, tag: block.tag)]
    }

    init(parsing object: BERTLV, in place: String) throws(LDSError) {
        var parts: [Part] = []
        for part in try object.parts(in: place) {
            switch part.tag {
            case 0xA1: parts.append(.header(BiometricHeader(objects: try part.parts(in: place))))
            case 0x5F2E, 0x7F2E:
                do {
                    parts.append(.block(try BiometricDataBlock(parsing: part), tag: part.tag))
                } catch {
                    throw LDSError(error.code, in: "\(place), \(error.place)", error.message)
                }
            default: parts.append(.other(part))
            }
        }
        self.parts = parts
    }

    var object: BERTLV {
        BERTLV(
            0x7F60,
            parts.map { part in
                switch part {
                case .header(let header): BERTLV(0xA1, header.objects)
                case .block(let block, let tag): BERTLV(tag, block.serialized())
                case .other(let object): object
                }
            })
    }

    /// The first header.
    package var header: BiometricHeader? {
        parts.lazy.compactMap { if case .header(let header) = $0 { header } else { nil } }.first
    }

    /// The first data block.
    package var block: BiometricDataBlock? {
        parts.lazy.compactMap { if case .block(let block, _) = $0 { block } else { nil } }.first
    }
}

extension BiometricTemplate: Redacted {
    package var description: String { "biometric template" }
}

extension BiometricTemplate.Part: Redacted {
    package var description: String { "part of a biometric template" }
}
