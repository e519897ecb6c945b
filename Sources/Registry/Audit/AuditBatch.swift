/// The body of `PUT …/audit/{number}`: entries that follow one another, the first with the path's number.
struct AuditBatch {
    let entries: [AuditEntry]

    static let maximumSize = AuditEntry.mostInABatch * (2 * AuditEntry.maximumSize)

    init(_ entries: [AuditEntry]) { self.entries = entries }

    func serialized() throws(RegistryError) -> [UInt8] {
        let texts = try entries.map { entry throws(RegistryError) in
            JSONValue.string(String(decoding: try entry.serialized(), as: UTF8.self))
        }
        return try (["entries": .array(texts)] as JSONValue).canonical()
    }

    init(parsing bytes: [UInt8]) throws(RegistryError) {
        let texts = try JSONValue(parsing: bytes)["entries"]?.array
        guard let texts, (1...AuditEntry.mostInABatch).contains(texts.count) else {
            throw .malformedAudit("1 to \(AuditEntry.mostInABatch) entries are expected")
        }
        entries = try texts.map { text throws(RegistryError) in
            guard let text = text.string else { throw .malformedAudit("an entry is no text") }
            return try AuditEntry(parsing: Array(text.utf8))
        }
    }
}
