/// Why something was not taken into the trust store. Reports carry the code for programs and the sentence for people.
package struct TrustRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable. Open; `CertificateRefusal` and `SignerChain.Fault` add theirs.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// No kind of trust data.
        package static let notRecognised = Code(rawValue: "not-recognised")
        package static let tooLarge = Code(rawValue: "too-large")
        package static let malformed = Code(rawValue: "malformed")
        package static let unreadable = Code(rawValue: "unreadable")
        /// A form that is understood and not supported.
        package static let unsupported = Code(rawValue: "unsupported")
        /// Of a kind that this way of importing does not take.
        package static let notTakenHere = Code(rawValue: "not-taken-here")
        package static let signatureInvalid = Code(rawValue: "signature-invalid")
        package static let signerNotAllowed = Code(rawValue: "signer-not-allowed")
        /// Nothing that the operator pinned vouches for it.
        package static let notPinned = Code(rawValue: "not-pinned")
        /// No trusted certificate issued it.
        package static let issuerUnknown = Code(rawValue: "issuer-unknown")
        package static let notADocumentSigner = Code(rawValue: "not-a-document-signer")
        /// The operator took it out.
        package static let removed = Code(rawValue: "removed")
        /// A newer one is here.
        package static let older = Code(rawValue: "older")
        /// An unsigned file cannot withdraw it.
        package static let notWithdrawable = Code(rawValue: "not-withdrawable")
        package static let rollback = Code(rawValue: "rollback")
        package static let numberReused = Code(rawValue: "number-reused")
        package static let expired = Code(rawValue: "expired")
        /// Made later than this machine's clock says it is.
        package static let fromTheFuture = Code(rawValue: "from-the-future")
        package static let noAuthority = Code(rawValue: "no-authority")
    }

    package let code: Code
    package let sentence: String

    package init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    init(_ refusal: CertificateRefusal) {
        self.init(Code(rawValue: refusal.code), "\(refusal)")
    }

    package var description: String { "\(sentence) (\(code.rawValue))" }
}
