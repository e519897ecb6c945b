import Foundation
import Synchronization

/// Debian's chromedriver as a process of the test's own, on a free port. It ends with this process, whatever happens.
final class Driver: Sendable {
    let port: Int
    private let process: Mutex<Process>

    /// Starts it and waits until it says its port.
    init() async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments = ["--pdeathsig", "KILL", "chromedriver", "--port=0"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch {
            throw BrowserError("chromedriver cannot be started (./setup test installs it): \(error)")
        }
        let handle = output.fileHandleForReading
        var said = ""
        while let line = try handle.read(upToCount: 1), !line.isEmpty {
            said += String(decoding: line, as: UTF8.self)
            if let match = said.firstMatch(of: /started successfully on port ([0-9]+)\./), let port = Int(match.1) {
                self.port = port
                self.process = Mutex(process)
                return
            }
        }
        process.terminate()
        throw BrowserError("chromedriver did not start: \(said)")
    }

    /// Ends it at once: a process that Foundation starts may have SIGTERM blocked, and then never hears it.
    func stop() { process.withLock { _ = kill($0.processIdentifier, SIGKILL) } }
}
