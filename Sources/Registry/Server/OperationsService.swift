import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// The listener for metrics and health: plain HTTP, for the machine itself and a network of its own.
package final class OperationsService: Service {
    private let host: String
    private let requestedPort: Int
    private let routes: OperationsRoutes
    private let logger: Logger
    private let listening = ListeningPort()

    /// - Parameters:
    ///   - metrics: what `/metrics` shows.
    ///   - health: what `/health/ready` checks.
    ///   - host: loopback, unless somebody has seen to it that only the right ones reach another address.
    ///   - port: 0 lets the system choose.
    ///   - logger: hears when it listens.
    package convenience init(
        metrics: RegistryMetrics, health: RegistryHealth, host: String = "127.0.0.1", port: Int = 0, logger: Logger
    ) {
        self.init(metrics: metrics.metrics, health: health, host: host, port: port, logger: logger)
    }

    /// For whichever program.
    package init(
        metrics: Metrics, health: RegistryHealth, host: String = "127.0.0.1", port: Int = 0, logger: Logger
    ) {
        self.host = host
        requestedPort = port
        routes = OperationsRoutes(metrics: metrics, health: health)
        self.logger = logger
    }

    /// The port it listens at; waits until it does. Throws if it ends before it ever listens.
    package var port: Int { get async throws { try await listening.port } }

    /// Serves until graceful shutdown.
    package func run() async throws {
        let application = Application(
            router: routes.router(),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(30), httpDecoderConfiguration: RegistryService.Configuration.headerLimits)),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: requestedPort),
                availableConnectionsDelegate: MaximumAvailableConnections(32)),
            onServerRunning: { [listening] channel in listening.succeed(channel.localAddress?.port) },
            logger: logger)
        defer { listening.succeed(nil) }
        try await application.run()
    }
}
