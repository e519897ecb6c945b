import CardCrypto
import FoundationEssentials

/// `manifest.json`: every file of an evidence folder with its size and SHA-256 hash, so that damage is noticed and named.
///
/// It is not signed: it finds accidents, not forgers. What a forger changes, the checks of the content find.
struct EvidenceManifest: Sendable, Hashable {
    /// One file.
    struct Entry: Sendable, Hashable {
        let name: String
        let size: Int
        let hash: [UInt8]
    }

    static let name = "manifest.json"

    /// By name.
    let entries: [Entry]

    private static let schema = "chip-id-station/evidence-manifest"
    private static let version = 1
    /// Octets of the file.
    static let maximumSize = 1 << 16

    /// Lists these files.
    init(_ files: [(name: String, bytes: [UInt8])]) throws(CardCryptoError) {
        var entries: [Entry] = []
        for (name, bytes) in files {
            entries.append(Entry(name: name, size: bytes.count, hash: try Digest.sha256.hash(bytes)))
        }
        self.entries = entries.sorted { $0.name < $1.name }
    }

    init(parsing bytes: [UInt8]) throws(EvidenceError) {
        do { self = try JSONDecoder().decode(EvidenceManifest.self, from: Data(bytes)) } catch {
            throw EvidenceError(decoding: error)
        }
    }

    func serialized() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension EvidenceManifest: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case schema, version, files }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        guard try container.decode(String.self, forKey: .schema) == Self.schema,
            try container.decode(Int.self, forKey: .version) == Self.version
        else { throw EvidenceError(.malformed, "another schema or version than \(Self.schema) \(Self.version)") }
        entries = try container.decode([Entry].self, forKey: .files)
        guard entries.count <= EvidenceLimits.files, Set(entries.map(\.name)).count == entries.count else {
            throw EvidenceError(.malformed, "files are too many, or one is there twice")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(Self.version, forKey: .version)
        try container.encode(entries, forKey: .files)
    }
}

extension EvidenceManifest.Entry: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case name, size, sha256 }

    init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        size = try container.decode(Int.self, forKey: .size)
        hash = try container.octets(.sha256, Digest.sha256.length...Digest.sha256.length)
        guard OpenFolder.isPlainName(name), (0...EvidenceLimits.file).contains(size) else {
            throw EvidenceError(.malformed, "a file with a name or a size that no evidence has")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(size, forKey: .size)
        try container.encode(hash.lowerCaseHex, forKey: .sha256)
    }
}
