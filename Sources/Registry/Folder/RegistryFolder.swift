import CardCrypto

/// The folder in which a registry lives.
///
/// ```
/// registry.json     public: name and public keys, for the stations      0644
/// sealing.key       HPKE private key, PEM                                0600
/// log.key           the log's Ed25519 key                                0600
/// reply.key         signs the registry's answers, P-256, PEM             0600
/// accounts.key      by what citizens are recognised, 32 bytes            0600
/// registry.sqlite   parts, records, findings, log, officers, audit       0600
/// database.conf     where they are instead: a PostgreSQL server          0600
/// ```
package struct RegistryFolder: Sendable {
    package let path: String
    package let description: RegistryDescription
    let openingKey: OpeningKey
    let log: TransparencyLog
    /// What signs the answers; nil in the folder of a registry that was made before there was such a key.
    let replyKey: ReplySigningKey?
    /// The file that says where the database is; nil where it is the folder's own.
    let databaseConfiguration: String?

    private static let descriptionFile = "registry.json"
    private static let sealingKeyFile = "sealing.key"
    private static let logKeyFile = "log.key"
    private static let replyKeyFile = "reply.key"
    static let databaseFile = "registry.sqlite"

    /// The path of the public description.
    package var descriptionPath: String { "\(path)/\(Self.descriptionFile)" }

    /// Makes a registry: fresh keys, an empty database. The description comes last, so that a folder with it is whole.
    package static func create(at path: String, name: String) throws(RegistryError) -> RegistryFolder {
        let openingKey = OpeningKey()
        let logKey = try LogSigningKey(name: name)
        let replyKey = try ReplySigningKey()
        let description = RegistryDescription(
            name: name, sealingKey: openingKey.sealingKey, logKey: logKey.verifierKey, replyKey: replyKey.replyKey)
        try DurableFile.makeFolder(path)
        try DurableFile.create("\(path)/\(sealingKeyFile)", Array(openingKey.pem.utf8), mode: 0o600)
        try DurableFile.create("\(path)/\(logKeyFile)", Array((logKey.text + "\n").utf8), mode: 0o600)
        try DurableFile.create("\(path)/\(replyKeyFile)", try replyKey.pemBytes(), mode: 0o600)
        // SQLite keeps the mode of the file it finds, for its log too.
        try DurableFile.create("\(path)/\(databaseFile)", [], mode: 0o600)
        _ = try SQLStorage(path: "\(path)/\(databaseFile)")
        try DurableFile.create("\(path)/\(descriptionFile)", try description.serialized(), mode: 0o644)
        return try load(from: path)
    }

    /// Opens the registry in a folder; its keys and its description must belong together.
    ///
    /// - Parameters:
    ///   - path: the registry's folder.
    ///   - database: a file that says where the database is, in the place of the folder's `database.conf`.
    package static func load(
        from path: String, database: String? = nil
    ) throws(RegistryError) -> RegistryFolder {
        let description = try RegistryDescription.load(path: "\(path)/\(descriptionFile)")
        let openingKey = try OpeningKey(pem: try text("\(path)/\(sealingKeyFile)"))
        let logKey = try LogSigningKey(text: try text("\(path)/\(logKeyFile)"))
        let replyKey = try description.replyKey.map { _ throws(RegistryError) in
            try ReplySigningKey(pem: SecretBytes(DurableFile.read("\(path)/\(replyKeyFile)", atMost: 16 << 10)))
        }
        guard openingKey.sealingKey.bytes == description.sealingKey.bytes,
            logKey.verifierKey.text == description.logKey.text, replyKey?.replyKey == description.replyKey
        else {
            throw RegistryError(
                .folderUnusable, "the keys in \(path) are not those of its registry.json", fault: .registry)
        }
        return RegistryFolder(
            path: path, description: description, openingKey: openingKey, log: TransparencyLog(key: logKey),
            replyKey: replyKey, databaseConfiguration: database ?? Self.databaseConfiguration(in: path))
    }

    static func text(_ path: String) throws(RegistryError) -> String {
        let text = String(decoding: try DurableFile.read(path, atMost: 16 << 10), as: UTF8.self)
        return text.last == "\n" ? String(text.dropLast()) : text
    }
}
