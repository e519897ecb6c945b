/// `record.json`: the claims, the chip's proof over them, and the officers' signatures.
package struct RecordBody: Sendable {
    package let claims: RecordClaims
    /// nil where the holder has no chip that answers.
    package let presence: PresenceProof?
    package let signatures: [OfficerSignature]

    private static let schema = "chip-id-station/enrollment-record"
    private static let version = 2
    /// An officer, a supervisor, and room for a procedure that wants more.
    private static let mostSignatures = 8

    package init(claims: RecordClaims, presence: PresenceProof?, signatures: [OfficerSignature]) {
        self.claims = claims
        self.presence = presence
        self.signatures = signatures
    }

    /// Canonical JSON.
    package func serialized() throws -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": .integer(Self.version), "claims": claims.json,
            "presence": try presence?.json ?? .null, "signatures": .array(signatures.map(\.json)),
        ]
        return try json.canonical()
    }

    /// Reads canonical JSON of this version.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == Self.version,
            json.object?.count == 5, let signatures = json["signatures"]?.array,
            signatures.count <= Self.mostSignatures, let presence = json["presence"], let claims = json["claims"]
        else { throw RecordManifest.malformed("record.json is not of \(Self.schema) \(Self.version)") }
        self.init(
            claims: try RecordClaims(json: claims),
            presence: presence == .null ? nil : try PresenceProof(json: presence),
            signatures: try signatures.map { (json) throws(RegistryError) in try OfficerSignature(json: json) })
    }
}
