import Foundation

/// Why a key in hardware could not be made for a test.
public struct HardwareKeyError: Error, CustomStringConvertible {
    /// What its tools said.
    public let description: String
}

/// Runs the tools of tokens and TPMs in a folder.
struct KeyShell {
    let folder: URL
    let environment: [String: String]

    /// Runs a script; what it says goes to a file and no pipe, which a daemon that it starts would keep open.
    @discardableResult
    func run(_ script: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        let log = folder.appending(path: "log-\(UUID().uuidString.prefix(8))")
        try Data().write(to: log)
        process.standardOutput = try FileHandle(forWritingTo: log)
        process.standardError = process.standardOutput
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
        guard process.terminationStatus == 0 else { throw HardwareKeyError(description: text) }
        return text
    }
}
