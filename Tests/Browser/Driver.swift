import Foundation
import Synchronization

/// Debian's chromedriver as a process of the test's own, on a free port. It ends, and its browsers with it, when this lets
/// go of its input: by `stop`, or because the tests' process has ended.
final class Driver: Sendable {
    let port: Int
    private let process: Mutex<Process>
    private let input: FileHandle

    /// In a process group of its own; a process that Foundation starts may have SIGTERM blocked, and never hears it.
    private static let script =
        "set -m; chromedriver --port=0 </dev/null & driver=$!; cat >/dev/null; kill -KILL -- -$driver"

    /// Starts it and waits until it says its port.
    init() async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", Self.script]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        self.input = input.fileHandleForWriting
        try process.run()
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
        try? self.input.close()
        throw BrowserError("chromedriver did not start (./setup test installs it): \(said)")
    }

    /// Ends it at once.
    func stop() { try? input.close() }
}
