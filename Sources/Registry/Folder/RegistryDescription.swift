import FoundationEssentials

/// What stations need to know of a registry: its name, the key they seal for, the key its receipts are verified by.
///
/// The content of `registry.json`, which is public; what matters is that it comes to the station unaltered.
package struct RegistryDescription: Sendable {
    /// The registry's name: the origin of its log, like `registry.example/level-2`.
    package let name: String
    package let sealingKey: SealingKey
    package let logKey: LogVerifierKey
    /// By what the registry's answers are verified; nil for a registry that does not sign them.
    package let replyKey: ReplyKey?

    private static let schema = "chip-id-station/registry"

    package init(name: String, sealingKey: SealingKey, logKey: LogVerifierKey, replyKey: ReplyKey? = nil) {
        self.name = name
        self.sealingKey = sealingKey
        self.logKey = logKey
        self.replyKey = replyKey
    }

    /// The bytes of the file.
    package func serialized() throws(RegistryError) -> [UInt8] {
        var members: [String: JSONValue] = [
            "schema": .string(Self.schema), "version": 1, "name": .string(name), "logKey": .string(logKey.text),
            "sealingKey": .string(Data(sealingKey.bytes).base64EncodedString()),
        ]
        if let replyKey { members["replyKey"] = .string(Data(replyKey.bytes).base64EncodedString()) }
        return try JSONValue.object(members).canonical()
    }

    /// Reads the bytes of the file.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1, let name = json["name"]?.string,
            let logKey = json["logKey"]?.string,
            let key = json["sealingKey"]?.string.flatMap({ Data(base64Encoded: $0) })
        else {
            throw RegistryError(.keyUnusable, "the registry's description is not of the known form", fault: .registry)
        }
        var replyKey: ReplyKey?
        if let member = json["replyKey"] {
            guard let bytes = member.string.flatMap({ Data(base64Encoded: $0) }) else {
                throw RegistryError(.keyUnusable, "the key of the registry's answers is no base64", fault: .registry)
            }
            replyKey = try ReplyKey(bytes: [UInt8](bytes))
        }
        self.init(
            name: name, sealingKey: try SealingKey(bytes: [UInt8](key)), logKey: try LogVerifierKey(text: logKey),
            replyKey: replyKey)
    }

    /// Reads the file at this path.
    package static func load(path: String) throws(RegistryError) -> RegistryDescription {
        try RegistryDescription(parsing: try DurableFile.read(path, atMost: 64 << 10))
    }
}
