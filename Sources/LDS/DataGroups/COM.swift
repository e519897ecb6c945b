package import SmartCard

/// EF.COM: the LDS version and which data groups there are (Doc 9303-10 §4.6.1). Unsigned: a hint, no proof.
///
/// Writing puts version, Unicode version and tag list in the standard's order, then what else the file had.
package struct COM: Sendable, Hashable {
    package let ldsVersion: String
    package let unicodeVersion: String
    /// One octet a data group, in the file's order; an octet may name none.
    package let tagList: [UInt8]
    /// Data objects that no table names.
    package let others: [BERTLV]

    package init(ldsVersion: String = "0107", unicodeVersion: String = "040000", dataGroups: [ElementaryFile]) {
        self.ldsVersion = ldsVersion
        self.unicodeVersion = unicodeVersion
        tagList = dataGroups.compactMap { $0.tag.map { UInt8(truncatingIfNeeded: $0.rawValue) } }
        others = []
    }

    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x60, parsing: bytes, in: "EF.COM").parts(in: "EF.COM")
        let known: [BERTag] = [0x5F01, 0x5F36, 0x5C]
        func value(_ tag: BERTag) throws(LDSError) -> [UInt8] {
            let found = parts.filter { $0.tag == tag }
            guard let part = found.first, found.count == 1, part.value.count <= 64 else {
                throw LDSError(.malformed, in: "EF.COM", "data object \(tag) is missing, doubled or too long")
            }
            return part.value
        }
        func version(_ tag: BERTag) throws(LDSError) -> String {
            let octets = try value(tag)
            guard octets.allSatisfy({ $0 < 0x80 }) else {
                throw LDSError(.malformed, in: "EF.COM", "the version in \(tag) is no text")
            }
            return String(decoding: octets, as: UTF8.self)
        }
        ldsVersion = try version(0x5F01)
        unicodeVersion = try version(0x5F36)
        tagList = try value(0x5C)
        others = parts.filter { !known.contains($0.tag) }
    }

    /// The data groups that the tag list names, in the file's order.
    package var dataGroups: [ElementaryFile] {
        tagList.compactMap { ElementaryFile(tag: BERTag(rawValue: UInt32($0))) }
    }

    package func serialized() -> [UInt8] {
        let versions = [BERTLV(0x5F01, Array(ldsVersion.utf8)), BERTLV(0x5F36, Array(unicodeVersion.utf8))]
        return BERTLV(0x60, versions + [BERTLV(0x5C, tagList)] + others).serialized()
    }
}
