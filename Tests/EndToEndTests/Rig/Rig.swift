import Foundation
import Synchronization

/// A desk for one test: a smart card service of its own with virtual readers, and a folder.
///
/// Several stand side by side, for each pcscd sees no other. Whatever a test starts here is ended and removed with
/// the rig, also when the test fails; and if this process dies, the service sees its standard input close and ends.
final class Rig: Sendable {
    /// What the rig has of a smart card service.
    enum Service: Sendable {
        /// pcscd runs, with so many readers; 0 is a machine without any. One more waits at each of the ports of
        /// 127.0.0.1, for cards of other people's that cannot use a Unix socket. Models are those of the virtual
        /// reader's README: none is `plain`, one is for all readers, several are for one after the other. `called` is the
        /// readers' name where a real one's is wanted.
        case running(readers: Int, ports: [UInt16] = [], models: [String] = [], called: String? = nil)
        /// pcscd does not run.
        case down
    }

    /// The rig's folder, and the working directory of its programs.
    let folder: URL
    /// The sockets of the readers, where a virtual card connects.
    let readers: [String]
    /// What the rig's programs find in their environment.
    let environment: [String: String]

    let service: (program: RunningProgram, input: FileHandle)?
    private let programs = Mutex<[RunningProgram]>([])

    /// Sets a rig up, runs the body, and takes the rig down.
    static func with<Result>(
        _ service: Service = .running(readers: 1), isolation: isolated (any Actor)? = #isolation,
        _ body: (Rig) async throws -> Result
    ) async throws -> Result {
        let rig = try await Rig(service)
        do {
            let result = try await body(rig)
            await rig.takeDown()
            return result
        } catch {
            await rig.takeDown()
            throw error
        }
    }

    private init(_ wanted: Service) async throws {
        // Short, because the sockets' addresses hold 107 bytes.
        folder = URL(fileURLWithPath: "/tmp/rig-\(UUID().uuidString.prefix(13))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        let sockets = folder.appendingPathComponent("readers")
        let socket = sockets.appendingPathComponent("pcscd.comm")
        var environment = ProcessInfo.processInfo.environment
        environment["PCSCLITE_CSOCK_NAME"] = socket.path
        environment["VIRTUAL_READER_DIR"] = sockets.path
        environment["XDG_STATE_HOME"] = folder.appendingPathComponent("state").path
        self.environment = environment
        guard case .running(let count, let ports, let models, let name) = wanted else {
            readers = []
            service = nil
            return
        }
        readers = (0..<count).map { sockets.appendingPathComponent("reader-\($0).sock").path }
        do {
            let pipe = Pipe()
            var arguments = ["--readers", String(count), "--dir", sockets.path]
            for port in ports { arguments += ["--tcp", String(port)] }
            for model in models { arguments += ["--model", model] }
            if let name { arguments += ["--name", name] }
            let program = try RunningProgram(
                Workspace.privatePCSCD, arguments + ["cat"], environment: environment, folder: folder,
                standardInput: pipe.fileHandleForReading)
            service = (program, pipe.fileHandleForWriting)
            while !FileManager.default.fileExists(atPath: socket.path) {
                guard program.isRunning else { throw RigError(await program.outcome(within: .seconds(1)).description) }
                try await Task.sleep(for: .milliseconds(20))
            }
        } catch {
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    /// Starts a program of ours, or of the system, in the background. It ends with the rig at the latest.
    func start(_ name: String, _ arguments: [String] = [], input: String? = nil) throws -> RunningProgram {
        guard let executable = Workspace.program(name) else { throw RigError("there is no program \(name)") }
        let program = try RunningProgram(
            executable, arguments, environment: environment, folder: folder, input: input)
        programs.withLock { $0.append(program) }
        return program
    }

    /// Runs a program to its end.
    func run(
        _ name: String, _ arguments: [String] = [], input: String? = nil, within time: Duration = .seconds(60)
    ) async throws -> Outcome {
        try await start(name, arguments, input: input).outcome(within: time)
    }

    /// Ends the service as a crash would: at once, while programs use it.
    func stopService() async {
        guard let service else { return }
        try? service.input.close()
        service.program.terminate()
        _ = await service.program.outcome(within: .seconds(10))
    }

    private func takeDown() async {
        for program in programs.withLock({ $0 }) {
            program.kill()
            _ = await program.outcome(within: .seconds(5))
        }
        await stopService()
        try? FileManager.default.removeItem(at: folder)
    }
}
