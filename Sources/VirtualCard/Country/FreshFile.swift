package import Foundation

/// Files that are made anew. Foundation waits for the disk at each file, which takes longer than all the rest of a card.
package enum FreshFile {
    /// Writes a file with a mode that it has from its first byte on; one that was there is replaced.
    package static func write(_ bytes: UnsafeRawBufferPointer, to file: URL, mode: mode_t = 0o644) throws {
        unlink(file.path)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                defer { close(descriptor) }
                throw failure(file)
            }
            rest = rest.dropFirst(count)
        }
        guard close(descriptor) == 0 else { throw failure(file) }
    }

    package static func write(_ bytes: [UInt8], to file: URL) throws {
        try bytes.withUnsafeBytes { try write($0, to: file) }
    }

    private static func failure(_ file: URL) -> CocoaError {
        CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
    }
}
