import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// What the registry shows to everybody: HTTP over TLS 1.3 at a port of its own, without clients' certificates.
package final class PublicRegistryService: Service {
    private let configuration: RegistryService.Configuration
    private let tls: TLSConfiguration
    private let routes: PublicRoutes
    private let logger: Logger
    private let listening = ListeningPort()

    /// Reads key and certificate; listens when it is run.
    package init(
        routes: PublicRoutes, configuration: RegistryService.Configuration, logger: Logger
    ) throws(RegistryError) {
        self.routes = routes
        self.configuration = configuration
        self.logger = logger
        tls = try configuration.tls(clients: .all)
    }

    /// The port it listens at; waits until it does. Throws if it ends before it ever listens.
    package var port: Int { get async throws { try await listening.port } }

    /// Serves until graceful shutdown, which lets requests under way finish.
    package func run() async throws {
        let application = Application(
            router: routes.router(),
            server: try .tls(
                .http1(
                    configuration: configuration.http(
                        ofPeers: routes.peers.map { ClientConnections(most: $0.connections) })),
                tlsConfiguration: tls),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.mostConnections)),
            onServerRunning: { [listening] channel in listening.succeed(channel.localAddress?.port) },
            logger: logger)
        defer { listening.succeed(nil) }
        try await application.run()
    }
}
