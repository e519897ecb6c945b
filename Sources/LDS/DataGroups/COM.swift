import SmartCard

/// EF.COM: the LDS version and which data groups there are (Doc 9303-10 §4.6.1). Unsigned: a hint, no proof.
package struct COM: Sendable, Hashable {
    package let ldsVersion: String
    package let unicodeVersion: String
    /// In the file's order; tags that name no data group are dropped.
    package let dataGroups: [ElementaryFile]

    package init(ldsVersion: String = "0107", unicodeVersion: String = "040000", dataGroups: [ElementaryFile]) {
        self.ldsVersion = ldsVersion
        self.unicodeVersion = unicodeVersion
        self.dataGroups = dataGroups
    }

    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x60, parsing: bytes, in: "EF.COM").parts(in: "EF.COM")
        func value(_ tag: BERTag) throws(LDSError) -> [UInt8] {
            guard let part = parts.first(where: { $0.tag == tag }), part.value.count <= 64 else {
                throw LDSError(.malformed, in: "EF.COM", "data object \(tag) is missing or too long")
            }
            return part.value
        }
        ldsVersion = String(decoding: try value(0x5F01), as: UTF8.self)
        unicodeVersion = String(decoding: try value(0x5F36), as: UTF8.self)
        dataGroups = try value(0x5C).compactMap { ElementaryFile(tag: BERTag(rawValue: UInt32($0))) }
    }

    package func serialized() -> [UInt8] {
        let tags = dataGroups.compactMap { $0.tag.map { UInt8(truncatingIfNeeded: $0.rawValue) } }
        return BERTLV(
            0x60,
            [
                BERTLV(0x5F01, Array(ldsVersion.utf8)), BERTLV(0x5F36, Array(unicodeVersion.utf8)), BERTLV(0x5C, tags),
            ]
        ).serialized()
    }
}
