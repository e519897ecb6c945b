import FoundationEssentials

/// A manifest's bytes with the station's detached CAdES signature over them: the body of `PUT …/records/{sequence}`.
package struct SignedManifest: Sendable, Hashable {
    /// The bytes as they were signed.
    package let manifest: [UInt8]
    /// CMS SignedData, detached, DER (RFC 5652; ETSI EN 319 122-1).
    package let signature: [UInt8]

    package init(manifest: [UInt8], signature: [UInt8]) {
        self.manifest = manifest
        self.signature = signature
    }

    /// The digest of the manifest, by which its successor and its receipt name it.
    package var digest: ContentDigest { ContentDigest(of: manifest) }

    /// The bytes on the wire: a JSON object with both in base64.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "manifest": .string(Self.base64(manifest)), "signature": .string(Self.base64(signature)),
        ]
        return try json.canonical()
    }

    /// Reads the bytes of the wire; says nothing about the signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= RegistryLimits.signedManifestSize else {
            throw RegistryError(.tooLarge, "the signed manifest has \(bytes.count) bytes", fault: .station)
        }
        let json = try JSONValue(parsing: bytes)
        guard let manifest = json["manifest"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let signature = json["signature"]?.string.flatMap({ Data(base64Encoded: $0) })
        else { throw RecordManifest.malformed("manifest and signature in base64 are expected") }
        guard manifest.count <= RegistryLimits.manifestSize, signature.count <= RegistryLimits.signatureSize else {
            throw RegistryError(.tooLarge, "the manifest or its signature is too large", fault: .station)
        }
        self.init(manifest: [UInt8](manifest), signature: [UInt8](signature))
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
