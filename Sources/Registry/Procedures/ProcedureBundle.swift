import DocumentPKI

/// What an authority edits, signed by its registry for the stations: procedures, consent texts, catalogues of messages.
///
/// Canonical JSON (RFC 8785) as the content of CMS SignedData (CAdES-B):
///
/// ```
/// { "schema": "chip-id-station/procedure-bundle", "version": 1,
///   "number": 7,                                   rises with every bundle of a registry
///   "issued": time, "expires": time,               how long stations may take it
///   "files": { "procedures/ID.yaml": text, "consents/NAME.txt": text, "messages/NAME.yaml": text } }
/// ```
///
/// A station takes the whole of it or nothing, and no older one than it has.
package struct ProcedureBundle: Sendable, Hashable {
    package let number: Int
    package let issued: Timestamp
    package let expires: Timestamp
    /// UTF-8 by path. A path is one of ``folders`` and a name.
    package let files: [String: [UInt8]]

    package static let contentType = "\(TrustBundle.arc).5"
    package static let folders = ["procedures", "consents", "messages"]
    /// Bytes of a signed bundle.
    package static let maximumSize = 8 << 20
    package static let mostFiles = 1024
    /// Bytes of a file.
    package static let largestFile = 256 << 10

    private static let schema = "chip-id-station/procedure-bundle"

    /// - Throws: `malformedProcedureBundle` for paths, sizes or times that no bundle has.
    package init(
        number: Int, issued: Timestamp, expires: Timestamp, files: [String: [UInt8]]
    ) throws(RegistryError) {
        guard (1...JSONValue.largestInteger).contains(number), issued < expires else {
            throw Self.malformed("its number or times")
        }
        guard (1...Self.mostFiles).contains(files.count) else {
            throw Self.malformed("it has \(files.count) files, 1 to \(Self.mostFiles) are allowed")
        }
        for (path, bytes) in files {
            guard Self.isPath(path) else { throw Self.malformed("a file is called “\(path.prefix(80))”") }
            guard bytes.count <= Self.largestFile, String(validating: bytes, as: UTF8.self) != nil else {
                throw Self.malformed("\(path) is larger than \(Self.largestFile >> 10) KiB or not UTF-8")
            }
        }
        guard files.values.reduce(0, { $0 + $1.count }) <= Self.maximumSize / 2 else {
            throw Self.malformed("its files are too large together")
        }
        self.number = number
        self.issued = issued
        self.expires = expires
        self.files = files
    }

    /// One of the folders, and a name of a-z, 0-9, hyphens and points that begins with a letter or digit.
    package static func isPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, folders.contains(String(parts[0])), (1...100).contains(parts[1].utf8.count) else {
            return false
        }
        func isPlain(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet) || (0x30...0x39).contains(octet) }
        return parts[1].utf8.first.map(isPlain) == true
            && parts[1].utf8.allSatisfy { isPlain($0) || $0 == 0x2D || $0 == 0x2E }
    }

    private static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedProcedureBundle, "the bundle of procedures is refused: \(what)", fault: .registry)
    }
}

extension ProcedureBundle {
    /// The bytes that are signed.
    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1, "number": .integer(number), "issued": .string("\(issued)"),
            "expires": .string("\(expires)"),
            "files": .object(files.mapValues { .string(String(decoding: $0, as: UTF8.self)) }),
        ]
        return try json.canonical()
    }

    /// Reads the bytes; says nothing about a signature.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else { throw Self.malformed("it has \(bytes.count) bytes") }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1, json.object?.count == 6,
            let number = json["number"]?.integer, let members = json["files"]?.object,
            members.count <= Self.mostFiles,
            let issued = json["issued"]?.string.flatMap({ Timestamp(text: $0) }),
            let expires = json["expires"]?.string.flatMap({ Timestamp(text: $0) })
        else { throw Self.malformed("a member is missing or of the wrong form") }
        let files = members.compactMapValues { $0.string.map { Array($0.utf8) } }
        guard files.count == members.count else { throw Self.malformed("a file is no text") }
        try self.init(number: number, issued: issued, expires: expires, files: files)
    }
}

extension RegistryError.Code {
    package static let malformedProcedureBundle = Self(rawValue: "malformed-procedure-bundle")
}
