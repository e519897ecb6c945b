/// Why a browser did not do what a test asked.
package struct BrowserError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
