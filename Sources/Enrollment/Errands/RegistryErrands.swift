package import Foundation
package import Logging
package import Registry
import ServiceLifecycle

/// What a running station does with the registry besides sending records, once a minute: it learns what became of them, states
/// how they stand, drops old ones, sends the audit log, and takes the current roster. Where the registry cannot be reached
/// all of it waits.
package struct RegistryErrands: Service {
    private let desk: OfficerDesk
    private let audit: AuditLog
    private let followUp: RecordFollowUp
    private let registry: any RegistryAPI
    private let clock: @Sendable () -> Date
    private let logger: Logger

    /// Between two rounds; every sixtieth asks for the roster.
    private static let pause = Duration.seconds(60)

    package init(
        desk: OfficerDesk, audit: AuditLog, followUp: RecordFollowUp, registry: any RegistryAPI,
        clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) {
        self.desk = desk
        self.audit = audit
        self.followUp = followUp
        self.registry = registry
        self.clock = clock
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                await go(withRoster: round.isMultiple(of: 60))
                round += 1
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// One round. What fails holds up nothing else.
    package func go(withRoster: Bool) async {
        if withRoster { await attempt("the roster was not renewed") { try await takeRoster() } }
        await attempt("the audit log was not sent") { _ = try await audit.send(to: registry) }
        await attempt("states and statement were not exchanged") {
            try await followUp.takeStates()
            _ = try await followUp.reconcileWhenDue()
        }
        await attempt("old records were not dropped") { try followUp.dropOld() }
    }

    /// Asks for the current roster and takes it.
    private func takeRoster() async throws {
        do {
            let taken = try desk.take(roster: try await registry.roster(), at: Timestamp(clock()))
            if taken.isNew { logger.notice("roster taken", metadata: ["number": "\(taken.roster.number)"]) }
        } catch let problem as ProblemDetails where problem.code == .noRoster {
            // A registry without officers.
        }
    }

    /// What waits for a connection is no error; what somebody must look into is.
    private func attempt(_ what: String, _ body: () async throws -> Void) async {
        do { try await body() } catch {
            let level: Logger.Level = (error as? Unreachable)?.retryable == true ? .info : .error
            logger.log(level: level, "\(what)", metadata: ["why": "\(error)"])
        }
    }
}
