/// Why trust data could not be used. The station's operator must act.
package struct TrustError: Error, Sendable, Hashable, CustomStringConvertible {
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let storeUnreadable = Code(rawValue: "trust-store-unreadable")
        /// The file is not what it should be.
        package static let malformed = Code(rawValue: "trust-data-malformed")
        /// Whoever signed it may not.
        package static let notAllowed = Code(rawValue: "trust-data-not-allowed")
        /// The database could not be written; what it held before is still there.
        package static let storeFailed = Code(rawValue: "trust-store-failed")
        package static let storeFull = Code(rawValue: "trust-store-full")
        /// No certificate, or more than one, has a fingerprint that begins so.
        package static let fingerprintUnknown = Code(rawValue: "trust-fingerprint-unknown")
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(message) (\(code.rawValue))" }
}
