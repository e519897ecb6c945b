package import FoundationEssentials
package import Logging
import ServiceLifecycle

/// Who delivers a message: a program of the authority's, in front of an SMS or e-mail gateway.
package protocol NotificationGateway: Sendable {
    /// Delivers a message, which is JSON, and returns when the other side has it.
    ///
    /// - Throws: `GatewayFailure`.
    func deliver(_ message: [UInt8]) async throws
}

/// Why a message was not delivered: no words of the program's, which may quote it.
package struct GatewayFailure: Error, Sendable, Hashable {
    /// `exit status 7`.
    package let message: String
    /// Whether it is no use to try again.
    package let isFinal: Bool

    package init(_ message: String, isFinal: Bool = false) {
        self.message = message
        self.isFinal = isFinal
    }
}

/// When a message is tried again.
package struct NotificationSchedule: Sendable, Hashable {
    /// Seconds until the second attempt; each further one waits twice as long.
    package let first: Int
    /// The longest wait in seconds.
    package let longest: Int
    /// Then the message is dead until somebody has it tried again.
    package let attempts: Int
    /// How long an attempt may take, in seconds.
    package let timeLimit: Int

    package init(first: Int = 30, longest: Int = 3600, attempts: Int = 20, timeLimit: Int = 60) {
        self.first = first
        self.longest = longest
        self.attempts = attempts
        self.timeLimit = timeLimit
    }

    /// Seconds to wait after so many attempts; nil where there were enough.
    func wait(after attempts: Int) -> Int? {
        guard attempts < self.attempts else { return nil }
        return min(longest, first << min(max(attempts - 1, 0), 20))
    }
}

/// Carries messages to citizens, each at least once: what was delivered is known by the database and survives a kill.
///
/// A message, on the gateway's side:
///
/// ```
/// { "event": {…},                       RegistryEvent
///   "phone": text or null, "email": text or null,
///   "language": "vi" }                  in which the citizen agreed
/// ```
///
/// A message is held back from other processes while it is tried. One that is tried by a process that dies is due again
/// after that time, so that a citizen may get it twice.
package struct Notifier: Sendable {
    private let storage: any RegistryStorage
    private let openingKey: OpeningKey
    private let schedule: NotificationSchedule
    private let gateway: any NotificationGateway

    init(
        storage: any RegistryStorage, openingKey: OpeningKey, schedule: NotificationSchedule,
        gateway: any NotificationGateway
    ) {
        self.storage = storage
        self.openingKey = openingKey
        self.schedule = schedule
        self.gateway = gateway
    }

    /// What one round did.
    package struct Round: Sendable, Hashable {
        package var delivered = 0
        package var failed = 0
    }

    /// Tries every message that is due.
    package func deliverDue(at clock: @Sendable () -> Date = { Date() }) async throws -> Round {
        var round = Round()
        while true {
            let now = clock()
            let until = Timestamp(now + Double(schedule.timeLimit + 30))
            guard let next = try await storage.takeNotification(at: Timestamp(now), until: until) else { return round }
            do {
                try await gateway.deliver(try message(next))
                try await storage.notificationDelivered(next.number)
                round.delivered += 1
            } catch let failure as GatewayFailure {
                let wait = failure.isFinal ? nil : schedule.wait(after: next.attempts)
                let due = wait.map { Timestamp(clock() + Double($0)) }
                try await storage.notificationFailed(next.number, failure: failure.message, due: due)
                round.failed += 1
            }
        }
    }

    /// What is given up.
    package func dead(limit: Int = 1000) async throws -> [DeadNotification] {
        try await storage.deadNotifications(limit: limit)
    }

    /// Has everything tried again that was given up; how many these are.
    package func revive(at time: Timestamp) async throws -> Int { try await storage.reviveNotifications(at: time) }

    private func message(_ next: WaitingNotification) throws -> [UInt8] {
        let contact: Contact
        do { contact = try ContactSeal.open(next.contact, of: next.event, by: openingKey) } catch {
            throw GatewayFailure("the contact does not open")
        }
        var members = contact.json.object ?? [:]
        members["event"] = next.event.json
        return try JSONValue.object(members).canonical()
    }
}

/// Runs a notifier until it is asked to end, and looks for new messages every second.
package struct NotifierService: Service {
    private let notifier: Notifier
    private let logger: Logger

    package init(_ notifier: Notifier, logger: Logger) {
        self.notifier = notifier
        self.logger = logger
    }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let round = try await notifier.deliverDue()
                    if round != Notifier.Round() {
                        logger.info(
                            "Messages were tried",
                            metadata: ["delivered": "\(round.delivered)", "failed": "\(round.failed)"])
                    }
                } catch let error as RegistryError {
                    logger.error("Messages cannot be read", metadata: ["code": "\(error.code.rawValue)"])
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
