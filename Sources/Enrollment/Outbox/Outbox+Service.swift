import Logging
import Registry
import ServiceLifecycle

extension Outbox {
    /// Sends what is due, again and again, until the service group shuts down. What stopped the sender before counts no
    /// more: the station was started again.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            do { try store.resume() } catch { logger.error("outbox failed", metadata: ["error": "\(error)"]) }
            var isStopped = false
            while !Task.isCancelled {
                do {
                    let summary = try await sendDue()
                    tell(summary)
                    if let stop = summary.stop, !isStopped {
                        logger.critical(
                            "Sending has stopped until somebody acts",
                            metadata: ["code": "\(stop.code)", "detail": "\(stop.detail)"])
                    }
                    isStopped = summary.stop != nil
                } catch is CancellationError {
                    break
                } catch {
                    logger.error("outbox failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func tell(_ summary: Summary) {
        if let failure = summary.unreachable {
            logger.warning("registry not reached", metadata: ["reason": "\(failure.reason.rawValue)"])
        }
    }
}
