import Conformance
import Foundation
import Synchronization

/// A run that is being kept: each result is on the disk before the next case begins.
final class StateFile: Sendable {
    private let handle: Mutex<FileHandle>

    /// Begins a file with its header, or goes on behind the last whole line of one.
    init(_ path: String, beginning header: RunState.Header?) throws {
        let flags = O_RDWR | O_CLOEXEC | (header == nil ? 0 : O_CREAT | O_EXCL)
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure(
                .usage, code: "state-not-writable", "cannot keep the run in \(path): \(reason)",
                remedy: "Name a file that is not there yet, or go on with one by --resume.")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        handle = Mutex(file)
        if let header {
            try write(header)
        } else {
            // What a crash left half written goes.
            let data = try file.readToEnd() ?? Data()
            let whole = data.lastIndex(of: UInt8(ascii: "\n")).map { data.distance(from: data.startIndex, to: $0) + 1 }
            try file.truncate(atOffset: UInt64(whole ?? 0))
            try file.seekToEnd()
        }
    }

    /// Appends a line and waits until it is on the disk. A disk that takes nothing ends the run, for what is not kept
    /// cannot be gone on with.
    func write(_ value: some Encodable) throws {
        let line = try RunState.line(value)
        try handle.withLock { handle in
            try handle.write(contentsOf: line)
            try handle.synchronize()
        }
    }

    static func load(_ path: String) throws -> RunState {
        let remedy = "Name a file that idstation hil run --state wrote."
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: RunState.longestFile + 1)
        else {
            throw Failure(.usage, code: "state-unreadable", "cannot read \(path)", remedy: remedy)
        }
        do { return try RunState(parsing: data) } catch {
            throw Failure(.usage, code: "state-malformed", "\(path): \(error)", remedy: remedy)
        }
    }
}
