/// An image that cannot be shown. The document's fault, but for `library`, which is ours.
package struct ImagingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong. Open.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The file is not what its standard says.
        package static let malformed = Code(rawValue: "malformed")
        /// The file may be right and asks for what is not done here.
        package static let unsupported = Code(rawValue: "unsupported")
        /// The file asks for more memory or time than a picture on the screen may take.
        package static let tooLarge = Code(rawValue: "too-large")
        /// OpenJPEG could not be used.
        package static let library = Code(rawValue: "library")
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "image: \(message) (\(code.rawValue))" }
}
