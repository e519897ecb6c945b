import SmartCard

/// EF.DG15: the chip's public key for Active Authentication (Doc 9303-10 §4.7.15).
package struct ActiveAuthenticationKey: Sendable, Hashable {
    /// SubjectPublicKeyInfo, DER, exactly as it stands in the file.
    package let subjectPublicKeyInfo: [UInt8]
    /// The key's algorithm.
    package let algorithm: ObjectIdentifier

    private static let place = "EF.DG15"

    /// Reads the file: a SubjectPublicKeyInfo inside tag 6F.
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        try self.init(subjectPublicKeyInfo: try BERTLV.template(0x6F, parsing: bytes, in: Self.place).value)
    }

    /// Takes a SubjectPublicKeyInfo; its key is not looked into.
    package init(subjectPublicKeyInfo: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x30, parsing: subjectPublicKeyInfo, in: Self.place).parts(in: Self.place)
        guard parts.count == 2, parts[0].tag == 0x30, parts[1].tag == 0x03,
            let identifier = try parts[0].parts(in: Self.place).first
        else { throw LDSError(.malformed, in: Self.place, "no SubjectPublicKeyInfo") }
        algorithm = try ObjectIdentifier(parsing: identifier, in: Self.place)
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
    }

    /// The file again.
    package func serialized() -> [UInt8] { BERTLV(0x6F, subjectPublicKeyInfo).serialized() }
}
