import Glibc

/// Reads a bundle of records: finds its frames once, and then each frame's bytes where they are asked for.
///
/// The file may be cut anywhere, or altered: a frame counts only where its digest is its bytes'.
package final class RecordBundleReader: Sendable {
    private struct Frame {
        let kind: RecordBundle.FrameKind
        let digest: ContentDigest
        let offset: Int
        let count: Int
    }

    private let file: Int32
    private let frames: [Frame]
    private let pieces: [ContentDigest: Int]
    /// Whether the file has its end.
    package let isWhole: Bool

    package init(_ path: String) throws(RegistryError) {
        file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw RegistryError(
                .folderUnusable, "cannot open \(path): \(String(cString: strerror(errno)))", fault: .station)
        }
        var frames: [Frame] = []
        var pieces: [ContentDigest: Int] = [:]
        var isWhole = false
        var offset = RecordBundle.magic.count
        let isBundle = Self.read(file, at: 0, offset) == RecordBundle.magic
        while isBundle, frames.count < Self.mostFrames, offset < RecordBundle.maximumSize,
            let frame = Self.frame(file, at: offset)
        {
            offset = frame.offset + frame.count
            if frame.kind == .end {
                isWhole = true
                break
            }
            if frame.kind == .piece { pieces[frame.digest] = frames.count }
            frames.append(frame)
        }
        self.frames = frames
        self.pieces = pieces
        self.isWhole = isWhole
        guard isBundle else { throw RecordBundle.malformed("it does not begin like one") }
    }

    deinit { close(file) }

    /// The first frame's bytes, the index, and the second's, the signature over it.
    package func index() throws(RegistryError) -> (index: [UInt8], signature: [UInt8]) {
        guard frames.count >= 2, frames[0].kind == .index, frames[1].kind == .signature,
            let index = bytes(frames[0]), let signature = bytes(frames[1])
        else { throw RecordBundle.malformed("it has no index that is whole") }
        return (index, signature)
    }

    package var statement: SignedStatement? {
        frames.first { $0.kind == .statement }.flatMap { bytes($0) }.flatMap { try? SignedStatement(parsing: $0) }
    }

    /// Where the signed manifests are that are whole, by the digests of the manifests.
    package func manifests() -> [ContentDigest: Int] {
        var found: [ContentDigest: Int] = [:]
        for number in frames.indices where frames[number].kind == .manifest {
            if let signed = manifest(number) { found[signed.digest] = number }
        }
        return found
    }

    /// The signed manifest in a frame; nil where it is none.
    package func manifest(_ frame: Int) -> SignedManifest? {
        bytes(frames[frame]).flatMap { try? SignedManifest(parsing: $0) }
    }

    /// A piece's bytes; nil where it is not here as it should be.
    package func piece(_ digest: ContentDigest) -> [UInt8]? { pieces[digest].flatMap { bytes(frames[$0]) } }

    private static let mostFrames = RecordBundle.mostRecords * (RegistryLimits.pieces + 1)

    private func bytes(_ frame: Frame) -> [UInt8]? {
        guard let bytes = Self.read(file, at: frame.offset, frame.count), ContentDigest(of: bytes) == frame.digest
        else { return nil }
        return bytes
    }

    /// The frame that begins at an offset and is there as a whole.
    private static func frame(_ file: Int32, at offset: Int) -> Frame? {
        guard let header = read(file, at: offset, 37), let kind = RecordBundle.FrameKind(rawValue: header[0]),
            let digest = ContentDigest(bytes: Array(header[1..<33]))
        else { return nil }
        let count = header[33...].reduce(0) { $0 << 8 | Int($1) }
        let end = lseek(file, 0, SEEK_END)
        guard count <= kind.maximumSize, offset + 37 + count <= end else { return nil }
        return Frame(kind: kind, digest: digest, offset: offset + 37, count: count)
    }

    /// So many bytes, or nil.
    private static func read(_ file: Int32, at offset: Int, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                pread(file, buffer.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
            }
            guard more > 0 else { return nil }
            done += more
        }
        return bytes
    }
}
