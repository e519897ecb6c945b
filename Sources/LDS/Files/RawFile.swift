/// A file's bytes exactly as the chip gave them: what hashes and signatures cover.
package struct RawFile: Sendable, Hashable {
    package let file: ElementaryFile
    package let bytes: [UInt8]

    package init(_ file: ElementaryFile, _ bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }
}

extension RawFile: CustomStringConvertible, CustomReflectable {
    /// Name and size, never the content.
    package var description: String { "\(file), \(bytes.count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
