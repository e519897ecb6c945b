import Foundation
import Testing

/// Debian's `vicc`, the emulator of other people's, as it is installed: no file and no line of it is changed.
///
/// Debian puts its modules where no path of Python's leads, and it asks for PyCrypto, which went; so both are shown to
/// it through PYTHONPATH, PyCrypto's successor under the old name.
enum Vicc {
    static let packages = "vsmartcard-vpicc, python3-virtualsmartcard and python3-pycryptodome"

    /// Where continuous integration lacks the packages, the tests run and fail.
    static let isWanted =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || ["/usr/bin/vicc", modules, successor].allSatisfy { FileManager.default.fileExists(atPath: $0) }

    private static let modules = "/usr/lib/python3/site-packages/virtualsmartcard"
    private static let successor = "/usr/lib/python3/dist-packages/Cryptodome"

    /// Starts it for the reader at a port of 127.0.0.1. It may be a type that does not start.
    static func launch(in rig: Rig, type: String, port: UInt16, _ more: [String] = []) throws -> RunningProgram {
        let path = rig.folder.appendingPathComponent("python")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        let name = path.appendingPathComponent("Crypto")
        if !FileManager.default.fileExists(atPath: name.path) {
            try FileManager.default.createSymbolicLink(atPath: name.path, withDestinationPath: successor)
        }
        return try rig.start(
            "env",
            [
                "PYTHONPATH=\(path.path):\(modules)", "/usr/bin/python3", "/usr/bin/vicc", "-vvvv", "--type", type,
                "--hostname", "127.0.0.1", "--port", String(port),
            ] + more)
    }

    /// Starts it and waits until the reader has asked for its ATR.
    static func start(in rig: Rig, type: String, port: UInt16) async throws -> RunningProgram {
        let program = try launch(in: rig, type: type, port: port)
        try await program.waitForOutput("Connected to virtual PCD")
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        while !(try await rig.run("opensc-tool", ["--list-readers"]).standardOutput.contains("Yes")) {
            guard ContinuousClock.now < end else {
                throw RigError("vicc's card did not come: \(program.standardError)")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        return program
    }
}
