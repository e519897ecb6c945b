import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// The registry's server: HTTP over TLS 1.3 to clients with a certificate of the station CA, nobody else.
package final class RegistryService: Service {
    /// Where to listen, and by what the server and its clients are known.
    package struct Configuration: Sendable {
        package var host: String
        /// 0 lets the system choose; `RegistryService.port` tells which.
        package var port: Int
        /// The server's certificate and those of intermediate CAs, PEM.
        package var certificatePEM: String
        /// The server's key, PEM.
        package var privateKeyPEM: String
        /// The station CA's certificates, PEM: who is none of theirs gets no connection.
        package var stationAuthorityPEM: String
        /// What signs the answers; nil for a registry without such a key.
        package var replyKey: ReplySigningKey?
        package var mostConnections = 512
        /// Connections of one client, told apart by its certificate.
        package var mostConnectionsOfOne = 32
        /// How many requests are let in at once.
        package var limits = AdmissionControl.Limits()
        /// The longest that a connection may be silent and a body may take, in seconds.
        package var bodyTimeout = 60

        package init(
            host: String = "127.0.0.1", port: Int = 0, certificatePEM: String, privateKeyPEM: String,
            stationAuthorityPEM: String
        ) {
            self.host = host
            self.port = port
            self.certificatePEM = certificatePEM
            self.privateKeyPEM = privateKeyPEM
            self.stationAuthorityPEM = stationAuthorityPEM
        }
    }

    private let configuration: Configuration
    private let tls: TLSConfiguration
    private let api: any RegistryAPI
    private let register: StationRegister?
    private let enrolment: StationEnrolment?
    private let metrics: RegistryMetrics
    private let logger: Logger
    private let listening = ListeningPort()

    /// Reads keys and certificates; listens when it is run.
    ///
    /// - Parameters:
    ///   - api: what answers the stations.
    ///   - register: who may come in; nil where only TLS decides.
    ///   - enrolment: who renews the stations' certificates; nil where nobody does.
    ///   - configuration: addresses, keys and certificates, limits.
    ///   - metrics: what counts the requests.
    ///   - logger: hears each request once.
    package init(
        api: any RegistryAPI, register: StationRegister? = nil, enrolment: StationEnrolment? = nil,
        configuration: Configuration, metrics: RegistryMetrics = RegistryMetrics(), logger: Logger
    ) throws(RegistryError) {
        self.api = api
        self.register = register
        self.enrolment = enrolment
        self.metrics = metrics
        self.configuration = configuration
        self.logger = logger
        tls = try configuration.tls(clients: .certified)
    }

    /// The port it listens at; waits until it does. Throws if it ends before it ever listens.
    package var port: Int { get async throws { try await listening.port } }

    /// Serves until graceful shutdown, which lets requests under way finish.
    package func run() async throws {
        let connections = ClientConnections(most: configuration.mostConnectionsOfOne)
        let application = Application(
            router: RegistryRoutes(
                api: api, bodyTimeout: configuration.bodyTimeout, register: register, enrolment: enrolment,
                replyKey: configuration.replyKey, metrics: metrics,
                limits: configuration.limits
            ).router(),
            server: try .tls(.http1(configuration: configuration.http(counting: connections)), tlsConfiguration: tls),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.mostConnections)),
            onServerRunning: { [listening] channel in listening.succeed(channel.localAddress?.port) },
            logger: logger)
        defer { listening.succeed(nil) }
        try await application.run()
    }
}
