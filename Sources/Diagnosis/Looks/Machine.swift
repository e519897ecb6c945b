import Foundation
import Glibc

/// The machine that is looked at: where its kernel, its drivers and its programs are.
package struct Machine: Sendable {
    package var sys = "/sys"
    package var proc = "/proc"
    /// Where pcscd finds the drivers of readers on USB.
    package var drivers = "/usr/lib/pcsc/drivers"
    /// pcscd's socket.
    package var socket = "/run/pcscd/pcscd.comm"
    /// Where programs are looked for.
    package var path = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"]

    /// Whether a question to pcscd is under way.
    let inquiry = Inquiry()

    /// This one; pcscd's socket is where libpcsclite looks for it.
    package init() {
        if let other = ProcessInfo.processInfo.environment["PCSCLITE_CSOCK_NAME"] { socket = other }
    }

    /// A program of these names, the first that is there.
    func program(_ names: [String]) -> String? {
        for name in names {
            for folder in path where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        }
        return nil
    }

    /// What a program writes to standard output; nil where it is not there. Holds the thread until it has ended; after these
    /// seconds it is killed, and what it wrote counts for nothing. At most 64 KiB are kept.
    func output(of name: String, _ arguments: [String], seconds: Int = 3) throws -> String? {
        guard let program = program([name]) else { return nil }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ["PATH": path.joined(separator: ":"), "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let identifier = process.processIdentifier
        let timer = Task {
            try await Task.sleep(for: .seconds(seconds))
            kill(identifier, SIGKILL)
        }
        defer { timer.cancel() }
        var kept = Data()
        while let piece = try pipe.fileHandleForReading.read(upToCount: 4096), !piece.isEmpty {
            if kept.count < 64 << 10 { kept += piece }
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit else {
            throw LookFailure.notPossible("\(name) did not end within \(seconds) seconds, or crashed")
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// A small file's text without white space at its ends; nil where it cannot be read.
    func text(_ path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: 64 << 10) else {
            return nil
        }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func names(in folder: String) -> [String]? {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted()
    }
}
