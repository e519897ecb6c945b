import SmartCard

/// EF.SOD as a file: tag 77 around CMS SignedData (Doc 9303-10 §4.6.2), with what it claims to sign.
///
/// Nothing here is verified: signatures are the passive authentication's. SignedData in BER with indefinite lengths is
/// kept, and its content is not told.
package struct DocumentSecurityObject: Sendable, Hashable {
    /// CMS ContentInfo, exactly as it stands in the file.
    package let signedData: [UInt8]
    /// The content's type: 2.23.136.1.1.1, or another one on real cards. nil where it cannot be found.
    package let contentType: ObjectIdentifier?
    /// The content, an LDSSecurityObject in DER. nil where it cannot be found.
    package let content: [UInt8]?

    /// Reads the file.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let template = try BERTLV.template(0x77, parsing: bytes, in: "EF.SOD")
        guard template.value.first == 0x30 else {
            throw LDSError(.malformed, in: "EF.SOD", "no ContentInfo")
        }
        self.init(signedData: template.value)
    }

    package init(signedData: [UInt8]) {
        self.signedData = signedData
        let encapsulated = Self.encapsulated(signedData)
        contentType = encapsulated?.type
        content = encapsulated?.content
    }

    /// The file again.
    package func serialized() -> [UInt8] { BERTLV(0x77, signedData).serialized() }

    /// The hashes that the content lists, unverified.
    package var securityObject: LDSSecurityObject? { content.flatMap { try? LDSSecurityObject(parsing: $0) } }

    /// EncapsulatedContentInfo (RFC 5652 §5.1 and §5.2): SignedData is version, digest algorithms, content, ….
    private static func encapsulated(_ bytes: [UInt8]) -> (type: ObjectIdentifier, content: [UInt8])? {
        guard let information = try? BERTLV(parsing: bytes).children(), information.count == 2,
            let signedData = try? information[1].child(0x30)?.children(), signedData.count >= 4,
            signedData[0].tag == 0x02, signedData[1].tag == 0x31, signedData[2].tag == 0x30,
            let pair = try? signedData[2].children(), pair.count == 2, pair[1].tag == 0xA0,
            let type = try? ObjectIdentifier(parsing: pair[0], in: "EF.SOD"),
            let content = try? pair[1].child(0x04)
        else { return nil }
        return (type, content.value)
    }
}

extension DocumentSecurityObject: Redacted {
    package var description: String { "EF.SOD, \(signedData.count) bytes of SignedData" }
}
