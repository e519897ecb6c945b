import Foundation

/// The rig's pcscd as a process.
extension Rig {
    /// How an administrator, or a fault, ends pcscd.
    enum ServiceEnd {
        case orderly
        case killed
    }

    /// The number of pcscd's process, which is another one after each start.
    var serviceIdentifier: Int? {
        let link = folder.appendingPathComponent("readers/pcscd.comm").path
        guard let socket = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
            let text = try? String(contentsOfFile: socket.dropLast("comm".count) + "pid", encoding: .utf8)
        else { return nil }
        return Int(text.prefix(while: \.isNumber))
    }

    /// Ends pcscd while programs use it, starts it anew at the same place, and waits until it is ready.
    func restartService(_ end: ServiceEnd) async throws {
        guard let service else { throw RigError("the rig has no service") }
        func starts() -> Int { service.program.standardError.split(separator: "\n").count { $0 == "started" } }
        let before = starts()
        service.program.signal(end == .killed ? SIGUSR2 : SIGUSR1)
        let limit = ContinuousClock.now.advanced(by: .seconds(60))
        while starts() == before {
            guard ContinuousClock.now < limit, service.program.isRunning else {
                throw RigError("pcscd did not come back: \(service.program.standardError)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// What a process uses, as the kernel tells it (proc(5)).
struct ProcessUse: Sendable {
    /// Memory in kibibytes.
    let memory: Int
    /// Open files, sockets and pipes.
    let files: Int

    init?(process: Int) {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let memory = Int(line.filter(\.isNumber)),
            let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        else { return nil }
        self.memory = memory
        self.files = files
    }
}
