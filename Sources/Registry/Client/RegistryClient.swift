import AsyncHTTPClient
package import CardCrypto
package import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// The registry's API over HTTP and mutual TLS 1.3.
///
/// Has connections to give back: call `shutdown` when done.
package final class RegistryClient: RegistryAPI {
    /// Where the registry is, and by what the two know each other.
    package struct Configuration: Sendable {
        /// `https://host:port`, nothing after it.
        package var address: String
        /// The station's TLS certificate and those of intermediate CAs, PEM.
        package var certificatePEM: String
        /// The station's TLS key, PEM; counts only where there is no `heldKey`.
        package var privateKeyPEM: String
        /// The station's TLS key where it stays in a token or a TPM; on P-256.
        package var heldKey: PrivateKey?
        /// The CAs that vouch for the registry's TLS certificate, PEM.
        package var trustRootsPEM: String
        /// The most bytes of sealed parts that are sent in a second; nil for no limit.
        package var bytesPerSecond: Int?
        /// What `bytesPerSecond` may be: a piece has to be through before the registry's patience ends.
        package static let bandwidths = 8_000...1_000_000_000
        /// Who signs the requests; without one it is the TLS key.
        package var signer: RequestSigner?
        /// By what the registry's answers are verified; nil for a registry that does not sign them.
        package var replyKey: ReplyKey?
        /// The station's clock, which is compared with the registry's.
        package var clock: @Sendable () -> Date = { Date() }
        /// The longest that connecting may take, in seconds.
        package var connectTimeout: Int64 = 10
        /// The longest that one request may take, in seconds.
        package var requestTimeout: Int64 = 120

        package init(address: String, certificatePEM: String, privateKeyPEM: String, trustRootsPEM: String) {
            self.address = address
            self.certificatePEM = certificatePEM
            self.privateKeyPEM = privateKeyPEM
            self.trustRootsPEM = trustRootsPEM
        }

        /// With a key that stays where it is.
        package init(address: String, certificatePEM: String, heldKey: PrivateKey, trustRootsPEM: String) {
            self.init(
                address: address, certificatePEM: certificatePEM, privateKeyPEM: "", trustRootsPEM: trustRootsPEM)
            self.heldKey = heldKey
        }
    }

    /// What changes when the station's certificate is renewed.
    struct Identity: Sendable {
        let http: HTTPClient
        let signer: RequestSigner
        let validity: CertificateValidity?
    }

    private let current: Mutex<Identity>
    /// The one that counts now.
    var identity: Identity { current.withLock { $0 } }
    let address: String
    let clock: @Sendable () -> Date
    let bytesPerSecond: Int?
    let timeout: TimeAmount
    let replyKey: ReplyKey?

    /// Sets up the client; connects to nobody yet.
    package init(_ configuration: Configuration) throws(Unreachable) {
        guard configuration.address.hasPrefix("https://") else {
            throw Unreachable(.misconfigured, "the registry's address does not start with https://", retryable: false)
        }
        address =
            configuration.address.hasSuffix("/") ? String(configuration.address.dropLast()) : configuration.address
        clock = configuration.clock
        bytesPerSecond = configuration.bytesPerSecond
        timeout = .seconds(configuration.requestTimeout)
        replyKey = configuration.replyKey
        current = Mutex(try Self.identity(configuration))
    }

    private static func identity(_ configuration: Configuration) throws(Unreachable) -> Identity {
        let timeout = TimeAmount.seconds(configuration.requestTimeout)
        // Before there is anything that has to be shut down.
        let signer = try Self.signer(configuration)
        var settings = HTTPClient.Configuration(
            tlsConfiguration: try Self.tls(configuration), redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(configuration.connectTimeout), read: timeout), decompression: .disabled)
        settings.httpVersion = .http1Only
        // The outbox retries, and knows why: a failure must come out at once and as what it is.
        settings.connectionPool.retryConnectionEstablishment = false
        return Identity(
            http: HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings),
            signer: signer,
            validity: CertificateValidity(pem: configuration.certificatePEM))
    }

    /// The connections under the present certificate.
    var http: HTTPClient { identity.http }

    /// Closes the connections.
    package func shutdown() async throws { try await http.shutdown() }

    /// Goes on with another certificate. What is under way with the old one may end first, for a minute.
    package func renew(_ configuration: Configuration) throws(Unreachable) {
        let new = try Self.identity(configuration)
        let old = current.withLock { identity in
            defer { identity = new }
            return identity.http
        }
        Task {
            try? await Task.sleep(for: .seconds(60))
            try? await old.shutdown()
        }
    }

    private static func signer(_ configuration: Configuration) throws(Unreachable) -> RequestSigner {
        if let signer = configuration.signer { return signer }
        do {
            return RequestSigner(
                certificate: try Certificate(pem: Array(configuration.certificatePEM.utf8)),
                key: try configuration.heldKey
                    ?? PrivateKey(pem: SecretBytes(Array(configuration.privateKeyPEM.utf8))))
        } catch {
            throw Unreachable(
                .misconfigured, "the station's TLS certificate or its key cannot be read", retryable: false)
        }
    }

    private static func tls(_ configuration: Configuration) throws(Unreachable) -> TLSConfiguration {
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.minimumTLSVersion = .tlsv13
            tls.curves = RegistryService.Configuration.curves
            tls.certificateVerification = .fullVerification
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(configuration.trustRootsPEM.utf8)))
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(configuration.certificatePEM.utf8))
                .map { .certificate($0) }
            tls.privateKey = .privateKey(
                try configuration.heldKey.map { NIOSSLPrivateKey(customPrivateKey: HeldTLSKey($0)) }
                    ?? NIOSSLPrivateKey(bytes: Array(configuration.privateKeyPEM.utf8), format: .pem))
            return tls
        } catch {
            throw Unreachable(
                .misconfigured, "the station's TLS certificate, its key or the registry's CA cannot be read",
                retryable: false)
        }
    }
}
