internal import COpenSSL

/// Why a cryptographic operation could not be done. A check that fails is a result, not one of these.
package struct CardCryptoError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened. Open, so that a file beside this one can add its own.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let invalidLength = Code(rawValue: "invalid-length")
        package static let invalidPoint = Code(rawValue: "invalid-point")
        package static let invalidKey = Code(rawValue: "invalid-key")
        package static let malformed = Code(rawValue: "malformed")
        /// Something stands behind the end of a file that should end there.
        package static let trailingBytes = Code(rawValue: "trailing-bytes")
        /// No signer, or several where one is asked for.
        package static let signerCount = Code(rawValue: "signer-count")
        /// The signer's certificate is neither inside nor known.
        package static let signerUnknown = Code(rawValue: "signer-unknown")
        /// A departure from a standard that is not tolerated here.
        package static let deviation = Code(rawValue: "deviation")
        package static let signatureInvalid = Code(rawValue: "signature-invalid")
        package static let unsupportedAlgorithm = Code(rawValue: "unsupported-algorithm")
        package static let randomnessFailed = Code(rawValue: "randomness-failed")
        package static let libraryFailed = Code(rawValue: "crypto-library-failed")
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(message) (\(code.rawValue))" }

    /// An error that carries what OpenSSL put into this thread's error queue, and empties the queue.
    static func library(_ doing: String, code: Code = .libraryFailed) -> CardCryptoError {
        var reasons: [String] = []
        while case let number = ERR_get_error(), number != 0 {
            if reasons.count < 4, let reason = ERR_reason_error_string(number) {
                reasons.append(String(cString: reason))
            }
        }
        let detail = reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; ")
        return CardCryptoError(code, doing + detail)
    }
}
