import Enrollment
import Logging
import ServiceLifecycle

/// A 2D scanner at a serial port: what it reads goes to the counter or the kiosk, as if the page had sent it.
struct CodeScanner: Service {
    let path: String
    let logger: Logger
    let deliver: @Sendable (String) async -> Void

    func run() async throws {
        let events = SerialScanner(path).events()
        await cancelWhenGracefulShutdown {
            for await event in events {
                switch event {
                case .connected: logger.notice("code scanner connected")
                case .lost: logger.warning("code scanner lost")
                case .scanned(let scan): await deliver(scan.text)
                case .refused(let error): logger.notice("scan refused", metadata: ["code": "\(error.code.rawValue)"])
                }
            }
            // A device that can never be opened ends the stream, and not the station.
            try? await gracefulShutdown()
        }
    }
}
