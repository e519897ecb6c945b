package import CardCrypto
import Foundation
package import Registry

/// The station's keys and certificates.
extension StationFolder {
    /// What `identity.json` says, or what a folder that the registry made has.
    package func identity() throws -> StationIdentity {
        guard FileManager.default.fileExists(atPath: path(of: StationIdentity.file)) else { return .made }
        guard let identity = StationIdentity(parsing: try Self.bytes(StationIdentity.file, in: url)) else {
            throw Self.unusable("\(path(of: StationIdentity.file)) is not of the known form")
        }
        return identity
    }

    /// Opens a key and its certificate.
    ///
    /// - Throws: `keyUnusable` where the key is not at its place; no other place is looked at.
    package func credential(_ entry: StationIdentity.Entry) throws -> StationCredential {
        let certificate = try certificate(entry)
        let key = try key(at: entry.key)
        guard try key.publicKeyInfo() == certificate.publicKeyInfo else {
            throw Self.unusable(
                key: entry.key, "is not the one of \(path(of: entry.certificate))",
                remedy: "Name the right key in identity.json, or enrol the station again.")
        }
        return StationCredential(location: entry.key, key: key, certificate: certificate)
    }

    /// The certificate of an entry.
    package func certificate(_ entry: StationIdentity.Entry) throws -> Certificate {
        do { return try Certificate(pem: Self.bytes(entry.certificate, in: url)) } catch let error as CardCryptoError {
            throw Self.unusable("\(path(of: entry.certificate)) cannot be read: \(error)")
        }
    }

    /// The key at a place.
    func key(at location: KeyLocation) throws -> PrivateKey {
        switch location {
        case .file(let name):
            do { return try PrivateKey(pem: secret(name)) } catch let error as CardCryptoError {
                throw Self.unusable(
                    key: location, "cannot be read: \(error)", remedy: "Put it back from a copy, or enrol again.")
            }
        case .token, .tpm: return try Self.heldKey(at: location)
        }
    }

    /// A key in a token or a TPM.
    package static func heldKey(at location: KeyLocation) throws -> PrivateKey {
        let key: PrivateKey
        do { key = try PrivateKey(uri: location.text) } catch let error as CardCryptoError {
            throw unusable(
                key: location, "is not there: \(error)",
                remedy: location.kind == "tpm"
                    ? "Look at the TPM and its driver. No other key is used in its place."
                    : "Put the token in and look at its PIN. No other key is used in its place.")
        }
        return key
    }

    /// A client of the registry; to be shut down by the caller.
    package func registryClient(bandwidth limit: Int? = nil) throws -> RegistryClient {
        var configuration = try registryConfiguration()
        configuration.bytesPerSecond = try limit ?? bandwidth()
        return try RegistryClient(configuration)
    }

    /// By what registry and station know each other now.
    package func registryConfiguration() throws -> RegistryClient.Configuration {
        let entry = try identity().tls
        func text(_ name: String) throws -> String { String(decoding: try Self.bytes(name, in: url), as: UTF8.self) }
        let (certificate, roots) = (try text(entry.certificate), try text("station-ca.pem"))
        var configuration: RegistryClient.Configuration
        if case .file(let name) = entry.key {
            configuration = RegistryClient.Configuration(
                address: registryAddress, certificatePEM: certificate,
                privateKeyPEM: String(decoding: try secret(name).exposed(), as: UTF8.self), trustRootsPEM: roots)
        } else {
            configuration = RegistryClient.Configuration(
                address: registryAddress, certificatePEM: certificate, heldKey: try credential(entry).key,
                trustRootsPEM: roots)
        }
        configuration.replyKey = registry.replyKey
        return configuration
    }

    static func unusable(key location: KeyLocation, _ what: String, remedy: String) -> EnrollmentError {
        EnrollmentError(.keyUnusable, "the key \(location.shown) \(what). \(remedy)", fault: .station)
    }

    func path(of name: String) -> String { url.appending(path: name).path }
}
