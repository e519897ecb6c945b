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
        let status = try await outcome(of: card, during: command)
        if status != 0 { throw ExitCode(status) }
    }

    /// The exit status of a command that runs while the card is in the reader; 128 and more where a signal ended it.
    ///
    /// - Parameter output: where the command's standard output goes.
    func outcome(
        of card: some EmulatedCard, during command: [String], output: FileHandle = .standardOutput
    ) async throws -> Int32 {
        let running = Mutex<Task<Int32, Never>?>(nil)
        try await serve(card, output: .standardError) {
            let task = Task {
                let status = await Self.run(command, output)
                self.interrupt()
                return status
            }
            running.withLock { $0 = task }
        }
        // A card that left by itself leaves the command to see it.
        guard let task = running.withLock({ $0 }) else { throw ExitCode(1) }
        return await task.value
    }

    private static func run(_ command: [String], _ output: FileHandle) async -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = output
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
