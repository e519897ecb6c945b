package import Foundation
package import Logging
package import Registry
import ServiceLifecycle

/// What a running station does with the registry besides sending records: it sends the audit log, and takes the current
/// roster. Where the registry cannot be reached both wait.
package struct RegistryErrands: Service {
    private let desk: OfficerDesk
    private let audit: AuditLog
    private let registry: any RegistryAPI
    private let clock: @Sendable () -> Date
    private let logger: Logger

    /// Between two rounds; every sixtieth asks for the roster.
    private static let pause = Duration.seconds(60)

    package init(
        desk: OfficerDesk, audit: AuditLog, registry: any RegistryAPI,
        clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) {
        self.desk = desk
        self.audit = audit
        self.registry = registry
        self.clock = clock
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                if round.isMultiple(of: 60) { await takeRoster() }
                await sendAudit()
                round += 1
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Asks for the current roster and takes it.
    package func takeRoster() async {
        do {
            let taken = try desk.take(roster: try await registry.roster(), at: Timestamp(clock()))
            if taken.isNew { logger.notice("roster taken", metadata: ["number": "\(taken.roster.number)"]) }
        } catch let problem as ProblemDetails where problem.code == .noRoster {
            // A registry without officers.
        } catch { tell("the roster was not renewed", error) }
    }

    /// Sends the audit log.
    package func sendAudit() async {
        do { _ = try await audit.send(to: registry) } catch { tell("the audit log was not sent", error) }
    }

    /// What waits for a connection is no error; what somebody must look into is.
    private func tell(_ what: String, _ error: any Error) {
        let level: Logger.Level = (error as? Unreachable)?.retryable == true ? .info : .error
        logger.log(level: level, "\(what)", metadata: ["why": "\(error)"])
    }
}
