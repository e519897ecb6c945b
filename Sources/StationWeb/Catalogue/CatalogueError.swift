/// A catalogue of words that cannot be used. The authority's fault, who edits it; the station's where it cannot be read.
package struct CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file's name.
    package let file: String
    package let message: String

    init(_ file: String, _ message: String) {
        self.file = file
        self.message = message
    }

    package var description: String { "\(file): \(message)" }
}
