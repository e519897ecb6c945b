import Foundation
import Synchronization

/// A program that a rig started. Its output goes to files, so it never waits for somebody who reads.
final class RunningProgram: Sendable {
    /// For a message: the program's name.
    let name: String
    /// The process id.
    let identifier: Int32

    private let process: Mutex<Process>
    private let output: URL
    private let errors: URL
    private let end: Mutex<End> = Mutex(End())

    private struct End {
        var hasCome = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// Starts it. Without `input` or `standardInput` its standard input is empty.
    init(
        _ executable: URL, _ arguments: [String], environment: [String: String], folder: URL, input: String? = nil,
        standardInput: FileHandle? = nil
    ) throws {
        name = executable.lastPathComponent
        let files = folder.appendingPathComponent("\(name)-\(UUID().uuidString.prefix(8))")
        (output, errors) = (files.appendingPathExtension("out"), files.appendingPathExtension("err"))
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = standardInput ?? FileHandle.nullDevice
        // The program has its own ends; ours would stay open for as long as somebody may ask for its outcome.
        var own: [FileHandle] = []
        defer { for handle in own { try? handle.close() } }
        if let input {
            let file = files.appendingPathExtension("in")
            try Data(input.utf8).write(to: file)
            own.append(try FileHandle(forReadingFrom: file))
            process.standardInput = own[0]
        }
        for file in [output, errors] { try Data().write(to: file) }
        let (said, complained) = (try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: errors))
        own += [said, complained]
        (process.standardOutput, process.standardError) = (said, complained)
        let ended = Ended()
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        identifier = process.processIdentifier
        self.process = Mutex(process)
        ended.call { [weak self] in self?.hasEnded() }
    }

    /// What it said so far.
    var standardOutput: String { text(output) }
    /// What it complained of so far.
    var standardError: String { text(errors) }
    /// Whether it runs.
    var isRunning: Bool { end.withLock { !$0.hasCome } }

    /// Asks it to end (SIGTERM).
    func terminate() { signal(SIGTERM) }
    /// Ends it without a chance to say anything (SIGKILL): a card that is torn out.
    func kill() { signal(SIGKILL) }
    /// Sends a signal, if it still runs.
    func signal(_ number: Int32) { if isRunning { Foundation.kill(identifier, number) } }

    /// Waits until it ended, and kills it when the time is over.
    func outcome(within time: Duration) async -> Outcome {
        let timer = Task {
            try await Task.sleep(for: time)
            kill()
            return true
        }
        await withCheckedContinuation { continuation in
            let isOver = end.withLock { end in
                if !end.hasCome { end.waiters.append(continuation) }
                return end.hasCome
            }
            if isOver { continuation.resume() }
        }
        timer.cancel()
        let timedOut = (try? await timer.value) ?? false
        let (status, reason) = process.withLock { ($0.terminationStatus, $0.terminationReason) }
        return Outcome(
            status: reason == .exit ? status : nil, signal: reason == .exit ? nil : status, timedOut: timedOut,
            standardOutput: standardOutput, standardError: standardError)
    }

    /// Waits until it has said or complained of something.
    func waitForOutput(_ wanted: String, within time: Duration = .seconds(30)) async throws {
        let end = ContinuousClock.now.advanced(by: time)
        func hasCome() -> Bool { standardOutput.contains(wanted) || standardError.contains(wanted) }
        while !hasCome() {
            guard ContinuousClock.now < end, isRunning || hasCome() else {
                throw RigError("\(name) did not say “\(wanted)”\n\(standardOutput)\n\(standardError)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func text(_ file: URL) -> String {
        String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    }

    private func hasEnded() {
        let waiters = end.withLock { end in
            end.hasCome = true
            defer { end.waiters = [] }
            return end.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// The end of a process may come before anybody can be told of it.
    private final class Ended: Sendable {
        private let state = Mutex<(hasCome: Bool, tell: (@Sendable () -> Void)?)>((false, nil))

        func signal() {
            state.withLock { state in
                state.hasCome = true
                return state.tell
            }?()
        }

        func call(_ body: @escaping @Sendable () -> Void) {
            let hasCome = state.withLock { state in
                state.tell = body
                return state.hasCome
            }
            if hasCome { body() }
        }
    }
}
