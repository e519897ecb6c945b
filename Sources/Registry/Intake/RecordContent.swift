import LDS

/// What of a record's opened parts the registry looks into: the chip's files and the record itself.
struct RecordContent: Sendable {
    private(set) var files: [RawFile] = []
    private(set) var record: [UInt8]?

    /// Keeps a part that is looked into, and lets others go.
    mutating func add(_ plaintext: [UInt8], as name: PartName) {
        if let file = name.chipFile { files.append(RawFile(file, plaintext)) }
        if name == .record { record = plaintext }
    }

    /// The claims about the holder in `record.json`, which must be of the manifest's record.
    func claims(for manifest: RecordManifest) throws(ProblemDetails) -> HolderClaims {
        guard let record else { throw .contentMismatch("The record has no part \(PartName.record).") }
        do throws(RegistryError) {
            let json = try JSONValue(parsingCanonical: record)
            guard json["record"]?.string == manifest.record.text else {
                throw RecordManifest.malformed("record.json has not the id of its manifest")
            }
            return try HolderClaims(json: json["holder"] ?? .null)
        } catch {
            throw .contentMismatch("\(PartName.record) is not of the known form: \(error.message).")
        }
    }

    /// Whose account the record is about; nil where `record.json` does not say, or cannot be read.
    var account: AccountFacts? {
        record.flatMap { try? JSONValue(parsingCanonical: $0) }.flatMap { AccountFacts(record: $0) }
    }
}
