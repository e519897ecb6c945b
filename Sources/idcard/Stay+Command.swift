import ArgumentParser
import Foundation
import Synchronization
import VirtualCard

extension Stay {
    /// Runs a command while the card is in the reader, and takes the card out when it has ended.
    ///
    /// What is told of the card goes to standard error: standard output is the command's. Throws the command's exit status
    /// where that is not 0; 126 where it could not be started.
    func serve(_ card: some EmulatedCard, during command: [String]) async throws {
        let running = Mutex<Task<Int32, Never>?>(nil)
        try await serve(card, output: .standardError) {
            let task = Task {
                let status = await Self.run(command)
                self.interrupt()
                return status
            }
            running.withLock { $0 = task }
        }
        // A card that left by itself leaves the command to see it.
        guard let task = running.withLock({ $0 }) else { throw ExitCode(1) }
        let status = await task.value
        if status != 0 { throw ExitCode(status) }
    }

    private static func run(_ command: [String]) async -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        return await withCheckedContinuation { continuation in
            process.terminationHandler = { ended in
                let signal = ended.terminationReason == .uncaughtSignal
                continuation.resume(returning: signal ? 128 + ended.terminationStatus : ended.terminationStatus)
            }
            do { try process.run() } catch {
                Console.note("cannot run \(command.first ?? "the command"): \(error.localizedDescription)")
                continuation.resume(returning: 126)
            }
        }
    }
}
