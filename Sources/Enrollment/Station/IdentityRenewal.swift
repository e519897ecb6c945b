import CardCrypto
package import FoundationEssentials
package import Logging
package import Registry
import ServiceLifecycle

/// Renews a running station's certificates in time, and goes on with the new ones without a restart.
package struct IdentityRenewal: Service {
    private let folder: StationFolder
    private let client: RegistryClient
    private let clock: @Sendable () -> Date
    private let logger: Logger

    /// Between two looks at the certificate.
    private static let pause = Duration.seconds(600)

    package init(
        of folder: StationFolder, over client: RegistryClient, clock: @escaping @Sendable () -> Date = { Date() },
        logger: Logger
    ) {
        self.folder = folder
        self.client = client
        self.clock = clock
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await renewWhereDue()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Renews where it is time; a failure is tried again at the next look.
    package func renewWhereDue() async {
        do {
            let entry = try folder.identity().tls
            let now = clock()
            guard now >= RenewalPlan.due(try folder.certificate(entry)) else { return }
            guard let renewed = try await folder.renewIdentity(over: client, at: now) else { return }
            try client.renew(folder.registryConfiguration())
            let end = Timestamp(try folder.certificate(renewed.tls).notAfter)
            logger.notice("certificates renewed", metadata: ["until": "\(end)"])
        } catch {
            let level: Logger.Level = (error as? Unreachable)?.retryable == true ? .warning : .error
            logger.log(level: level, "the certificates were not renewed", metadata: ["why": "\(error)"])
        }
    }
}
