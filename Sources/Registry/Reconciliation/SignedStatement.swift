import FoundationEssentials

/// A statement's bytes with the station's detached CAdES signature over them: the body of `PUT …/statements/{number}`.
package struct SignedStatement: Sendable, Hashable {
    /// The bytes as they were signed.
    package let statement: [UInt8]
    /// CMS SignedData, detached, DER.
    package let signature: [UInt8]

    package init(statement: [UInt8], signature: [UInt8]) {
        self.statement = statement
        self.signature = signature
    }

    /// Bytes on the wire (base64).
    package static let maximumSize = (StationStatement.maximumSize + RegistryLimits.signatureSize) * 3 / 2

    /// The bytes on the wire: a JSON object with both in base64.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "statement": .string(Data(statement).base64EncodedString()),
            "signature": .string(Data(signature).base64EncodedString()),
        ]
        return try json.canonical()
    }

    /// Reads the bytes of the wire; says nothing about the signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else {
            throw RegistryError(.tooLarge, "the signed statement has \(bytes.count) bytes", fault: .station)
        }
        let json = try JSONValue(parsing: bytes)
        guard let statement = json["statement"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let signature = json["signature"]?.string.flatMap({ Data(base64Encoded: $0) }),
            signature.count <= RegistryLimits.signatureSize
        else { throw StationStatement.malformed("statement and signature in base64 are expected") }
        self.init(statement: [UInt8](statement), signature: [UInt8](signature))
    }
}
