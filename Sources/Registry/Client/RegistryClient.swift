import AsyncHTTPClient
import CardCrypto
package import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOSSL

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
        /// The station's TLS key, PEM.
        package var privateKeyPEM: String
        /// The CAs that vouch for the registry's TLS certificate, PEM.
        package var trustRootsPEM: String
        /// Who signs the requests; without one it is the TLS key.
        package var signer: RequestSigner?
        /// By what the registry's answers are verified; nil for a registry that does not sign them.
        package var replyKey: ReplyKey?
        /// The most bytes of sealed parts that are sent in a second; nil for no limit.
        package var bytesPerSecond: Int?
        /// What `bytesPerSecond` may be: a piece has to be through before the registry's patience ends.
        package static let bandwidths = 8_000...1_000_000_000
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
    }

    let http: HTTPClient
    let address: String
    let timeout: TimeAmount
    let signer: RequestSigner
    let replyKey: ReplyKey?
    let clock: @Sendable () -> Date
    let bytesPerSecond: Int?

    /// Sets up the client; connects to nobody yet.
    package init(_ configuration: Configuration) throws(Unreachable) {
        guard configuration.address.hasPrefix("https://") else {
            throw Unreachable(.misconfigured, "the registry's address does not start with https://", retryable: false)
        }
        address =
            configuration.address.hasSuffix("/") ? String(configuration.address.dropLast()) : configuration.address
        bytesPerSecond = configuration.bytesPerSecond
        timeout = .seconds(configuration.requestTimeout)
        if let signer = configuration.signer { self.signer = signer } else { signer = try Self.signer(configuration) }
        replyKey = configuration.replyKey
        clock = configuration.clock
        var settings = HTTPClient.Configuration(
            tlsConfiguration: try Self.tls(configuration), redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(configuration.connectTimeout), read: timeout), decompression: .disabled)
        settings.httpVersion = .http1Only
        // The outbox retries, and knows why: a failure must come out at once and as what it is.
        settings.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Closes the connections.
    package func shutdown() async throws { try await http.shutdown() }

    private static func signer(_ configuration: Configuration) throws(Unreachable) -> RequestSigner {
        do {
            let pem = SecretBytes(Array(configuration.privateKeyPEM.utf8))
            return RequestSigner(
                certificate: try Certificate(pem: Array(configuration.certificatePEM.utf8)),
                key: try PrivateKey(pem: pem))
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
                try NIOSSLPrivateKey(bytes: Array(configuration.privateKeyPEM.utf8), format: .pem))
            return tls
        } catch {
            throw Unreachable(
                .misconfigured, "the station's TLS certificate, its key or the registry's CA cannot be read",
                retryable: false)
        }
    }
}
