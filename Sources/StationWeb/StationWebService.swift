import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// The station's local web service: the pages of its surface, and the desk's events. On loopback only.
package struct StationWebService: Service {
    private let surface: Surface
    private let messages: Messages
    private let assets: Assets
    private let port: Int
    private let logger: Logger
    private let feed = EventFeed()
    private let tokens: SessionTokens
    private let onListening: @Sendable (Int) -> Void

    /// - Parameters:
    ///   - surface: the counter or the kiosk, and what stands behind it.
    ///   - messages: the pages' words.
    ///   - assets: the pages' files.
    ///   - port: 0 lets the system choose.
    ///   - logger: hears what the service does.
    ///   - onListening: hears the port as soon as the service answers there.
    package init(
        surface: Surface, messages: Messages = .embedded, assets: Assets = .embedded, port: Int, logger: Logger,
        onListening: @escaping @Sendable (Int) -> Void
    ) throws {
        self.surface = surface
        self.messages = messages
        self.assets = assets
        self.port = port
        self.logger = logger
        self.onListening = onListening
        tokens = try SessionTokens()
    }

    /// Serves until graceful shutdown.
    package func run() async throws {
        let feed = feed
        let application = Application(
            router: StationRoutes(
                surface: surface, feed: feed, tokens: tokens, messages: messages, assets: assets
            ).router(),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(64)),
            onServerRunning: { [onListening] channel in
                if let port = channel.localAddress?.port { onListening(port) }
            },
            logger: logger)
        try await withGracefulShutdownHandler {
            // Ends with the server, and not the server with it: a desk that has no more events is a quiet one.
            async let _: Void = { for await event in surface.events() { await feed.send(event) } }()
            try await application.run()
        } onGracefulShutdown: {
            Task { await feed.finish() }
        }
    }
}
