import Foundation
import Registry
import Synchronization

/// A program that delivers messages: one run for each, the message on its standard input. What it says is not kept, for it
/// may quote the message.
struct GatewayProgram: NotificationGateway {
    let path: String
    /// Seconds.
    let timeLimit: Int

    /// EX_DATAERR of sysexits.h: the message itself cannot be delivered.
    private static let cannotBeDelivered: Int32 = 65

    func deliver(_ message: [UInt8]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: path)
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let end = ProcessEnd()
        process.terminationHandler = { end.come($0.terminationReason == .exit ? $0.terminationStatus : nil) }
        do { try process.run() } catch { throw GatewayFailure("the program cannot be run") }
        try? input.fileHandleForReading.close()
        // A message is smaller than what a pipe holds, so this does not wait for the program.
        try? input.fileHandleForWriting.write(contentsOf: Data(message + [0x0A]))
        try? input.fileHandleForWriting.close()
        let identifier = process.processIdentifier
        let timer = Task {
            try await Task.sleep(for: .seconds(timeLimit))
            kill(identifier, SIGKILL)
        }
        defer { timer.cancel() }
        guard let status = await end.status else { throw GatewayFailure("ended by a signal, or out of time") }
        guard status == 0 else {
            throw GatewayFailure("exit status \(status)", isFinal: status == Self.cannotBeDelivered)
        }
    }
}

/// The end of a process, which may come before anybody waits for it.
private final class ProcessEnd: Sendable {
    private let state = Mutex<(status: Int32??, waiter: CheckedContinuation<Int32?, Never>?)>((nil, nil))

    func come(_ status: Int32?) {
        state.withLock { state in
            state.status = .some(status)
            return state.waiter
        }?.resume(returning: status)
    }

    /// nil where a signal ended it.
    var status: Int32? {
        get async {
            await withCheckedContinuation { continuation in
                let come: Int32?? = state.withLock { state in
                    if state.status == nil { state.waiter = continuation }
                    return state.status
                }
                if let come { continuation.resume(returning: come) }
            }
        }
    }
}
