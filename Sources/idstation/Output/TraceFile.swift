import Foundation
import SmartCard
import Synchronization

/// A trace that is being written: each event as it happens, so that a crash loses nothing. Readable by its owner alone.
final class TraceFile: Sendable {
    private let handle: Mutex<FileHandle>
    let isFull: Bool

    init(_ path: String, isFull: Bool) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(
                .usage, code: "trace-not-writable", "cannot write a trace to \(path): \(reason)",
                remedy: "Name a file that is not there yet.")
        }
        handle = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
        self.isFull = isFull
        write([Trace.heading(isFull: isFull)])
    }

    /// Writes down what a reading does. A disk that takes nothing more does not stop it.
    var recorder: TraceRecorder { TraceRecorder(isFull: isFull) { self.write($0.lines) } }

    private func write(_ lines: [String]) {
        let text = Data(lines.map { $0 + "\n" }.joined().utf8)
        handle.withLock { try? $0.write(contentsOf: text) }
    }
}
