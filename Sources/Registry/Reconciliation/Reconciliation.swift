import FoundationEssentials

/// The registry's answer to a statement: what does not agree, and what it holds itself.
package struct Reconciliation: Sendable, Hashable {
    package let findings: [Discrepancy]
    /// The number of the station's last record at the registry; 0 before the first.
    package let sequence: Int
    /// The digest of that record's manifest.
    package let digest: ContentDigest
    /// That the station is closed, signed (`StationClosing.verify` reads it); nil for any statement but a last one that
    /// agrees.
    package let closing: [UInt8]?

    package init(findings: [Discrepancy], sequence: Int, digest: ContentDigest, closing: [UInt8]? = nil) {
        self.closing = closing
        self.findings = findings
        self.sequence = sequence
        self.digest = digest
    }

    package func serialized() throws(RegistryError) -> [UInt8] {
        var json: [String: JSONValue] = [
            "findings": .array(
                findings.map { finding in
                    [
                        "kind": .string(finding.kind.rawValue), "sequence": .integer(finding.sequence),
                        "detail": .string(finding.detail),
                    ]
                }),
            "registry": ["sequence": .integer(sequence), "digest": .string(digest.text)],
        ]
        json["closing"] = closing.map { .string(Data($0).base64EncodedString()) }
        return try JSONValue.object(json).canonical()
    }

    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard let listed = json["findings"]?.array, let sequence = json["registry"]?["sequence"]?.integer,
            let digest = json["registry"]?["digest"]?.string.flatMap({ ContentDigest(text: $0) })
        else { throw Self.malformed }
        let findings = listed.compactMap { entry -> Discrepancy? in
            guard let kind = entry["kind"]?.string, let sequence = entry["sequence"]?.integer,
                let detail = entry["detail"]?.string
            else { return nil }
            return Discrepancy(Discrepancy.Kind(rawValue: kind), at: sequence, detail)
        }
        guard findings.count == listed.count else { throw Self.malformed }
        let closing = json["closing"]?.string.map { Data(base64Encoded: $0).map { [UInt8]($0) } }
        if case .some(.none) = closing { throw Self.malformed }
        self.init(findings: findings, sequence: sequence, digest: digest, closing: closing ?? nil)
    }

    private static var malformed: RegistryError {
        RegistryError(.malformedJSON, "the answer to a statement is not of the known form", fault: .registry)
    }
}
