package import SmartCard

/// What is known of readers. The first entry that fits a reader counts.
package struct QuirkCatalogue: ReaderQuirkSource, Hashable {
    package let entries: [QuirkEntry]

    package init(_ entries: [QuirkEntry]) { self.entries = entries }

    /// What comes along: `drivers/reader-quirks/readers.yaml`, embedded by a symbolic link, so that the program is one
    /// file. A test reads it.
    package static let embedded = QuirkCatalogue(
        (try? QuirkFile.entries(
            parsing: String(decoding: PackageResources.readers_yaml, as: UTF8.self), file: "readers.yaml")) ?? [])

    package func entry(for reader: ReaderIdentity) -> QuirkEntry? { entries.first { $0.fits(reader) } }

    package func quirks(of reader: ReaderIdentity) -> ReaderQuirks { entry(for: reader)?.quirks ?? ReaderQuirks() }
}
