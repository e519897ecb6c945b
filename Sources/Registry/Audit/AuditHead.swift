/// The end of an audit log: how many entries, and the digest of the last.
package struct AuditHead: Sendable, Hashable {
    /// 0 for an empty log.
    package let number: Int
    package let digest: ContentDigest

    package init(number: Int, digest: ContentDigest) {
        self.number = number
        self.digest = digest
    }

    /// The end of an empty log.
    package static let empty = AuditHead(number: 0, digest: .none)

    /// The bytes on the wire.
    func serialized() throws(RegistryError) -> [UInt8] {
        try (["number": .integer(number), "digest": .string(digest.text)] as JSONValue).canonical()
    }

    init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard let number = json["number"]?.integer, number >= 0,
            let digest = json["digest"]?.string.flatMap({ ContentDigest(text: $0) }),
            (number == 0) == (digest == .none)
        else { throw .malformedAudit("the end of the log") }
        self.init(number: number, digest: digest)
    }
}
