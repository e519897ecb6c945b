package import CardCrypto
package import DocumentPKI
package import Foundation
package import Registry

/// The folder of a station.
///
/// ```
/// station.json      the station's name and the registry's address
/// registry.json     the registry's public keys
/// station-ca.pem    who vouches for the registry's TLS certificate and for trust bundles
/// identity.json     where the station's keys and certificates are; without it they are the four files that follow
/// tls.pem tls.key signing.pem signing.key    the station's certificates and keys; keys with mode 0600
/// trust/            what is trusted: TrustFolder
/// procedures/ consents/                      what the authority wrote, where no bundle of it was installed
/// procedure-bundles/                         what the authority wrote and signed
/// index.key station.sqlite                   made by the station on first use
/// ```
package struct StationFolder: Sendable {
    package let url: URL
    package let station: StationID
    package let registryAddress: String
    package let registry: RegistryDescription

    private struct Description: Codable {
        var station: String
        var registry: String
    }

    /// Opens a station's folder; says which file is missing or wrong.
    package static func load(_ path: String) throws -> StationFolder {
        let url = URL(filePath: path)
        let json = try Self.bytes("station.json", in: url)
        guard let description = try? JSONDecoder().decode(Description.self, from: Data(json)),
            let station = StationID(description.station)
        else { throw unusable("\(path)/station.json does not name a station and its registry") }
        let registry: RegistryDescription
        do {
            registry = try RegistryDescription(parsing: Self.bytes("registry.json", in: url))
        } catch {
            throw unusable("\(path)/registry.json cannot be read: \(error)")
        }
        return StationFolder(url: url, station: station, registryAddress: description.registry, registry: registry)
    }

    /// The station's records.
    package func store() throws -> EnrollmentStore {
        let path = url.appending(path: "station.sqlite").path
        if !FileManager.default.fileExists(atPath: path) {
            // SQLite keeps the mode of the file that it finds, for its log too.
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        return try EnrollmentStore(path: path)
    }

    /// What seals and signs records here.
    package func sealer() throws -> RecordSealer {
        let credential = try SigningCredential(of: self)
        return RecordSealer(station: station, sealingKey: registry.sealingKey, indexKey: try indexKey()) {
            try credential.current()
        }
    }

    /// The folder of what is trusted.
    package var trustFolder: TrustFolder { TrustFolder(url.appending(path: "trust").path) }

    /// The CAs whose signers may sign trust bundles for this station.
    package func trustAuthorities() throws -> [Certificate] {
        do { return try TrustFolder.certificates(Self.bytes("station-ca.pem", in: url)) } catch let error
            as EnrollmentError
        {
            throw error
        } catch {
            throw Self.unusable("\(url.path)/station-ca.pem cannot be read: \(error)")
        }
    }
}

extension StationFolder {
    private static let largestFile = 1 << 20

    static func bytes(_ name: String, in url: URL) throws -> [UInt8] {
        let file = url.appending(path: name)
        guard let handle = try? FileHandle(forReadingFrom: file),
            let data = try? handle.read(upToCount: largestFile + 1)
        else { throw unusable("\(file.path) is missing or cannot be read") }
        guard data.count <= largestFile else { throw unusable("\(file.path) is too large") }
        return Array(data)
    }

    /// A key file that only its owner may read.
    func secret(_ name: String) throws -> SecretBytes {
        let path = url.appending(path: name).path
        let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        guard let mode else { throw Self.unusable("\(path) is missing") }
        guard mode & 0o077 == 0 else { throw Self.unusable("\(path) can be read by others; run: chmod 600 \(path)") }
        return SecretBytes(try Self.bytes(name, in: url))
    }

    /// The secret of the duplicate check, made on first use.
    private func indexKey() throws -> SecretBytes {
        let path = url.appending(path: "index.key").path
        if !FileManager.default.fileExists(atPath: path) {
            let isWritten = FileManager.default.createFile(
                atPath: path, contents: Data(try randomBytes(32)), attributes: [.posixPermissions: 0o600])
            guard isWritten else {
                throw EnrollmentError(
                    .storageFull,
                    "\(path) could not be written; nothing was recorded. Look at the disk's space and rights.",
                    fault: .station)
            }
        }
        let key = try secret("index.key")
        guard key.count == 32 else { throw Self.unusable("\(path) has \(key.count) bytes, not 32") }
        return key
    }

    static func unusable(_ what: String) -> EnrollmentError {
        EnrollmentError(.folderUnusable, what, fault: .station)
    }
}
