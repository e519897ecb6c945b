/// What goes wrong with one capture, as a script names it.
package struct ScannerFault: Sendable, Hashable, Decodable {
    package enum Kind: String, Sendable, Hashable, CaseIterable, Decodable {
        /// Answers that it is busy (SBI 111).
        case busy
        /// Answers at the end of the time that it saw no fingers (SBI 101).
        case timeout
        /// Gives an error of SBI 1.0: `error`, with `code`.
        case error
        /// Gives one finger less than was asked for.
        case missingFinger = "missing-finger"
        /// Gives a finger that was not asked for in the place of the last one.
        case otherFinger = "other-finger"
        /// Gives one finger twice.
        case twice
        /// The signature of the last block does not hold.
        case wrongSignature = "wrong-signature"
        /// Signs with a certificate of nobody's.
        case untrusted
        /// The certificate is over.
        case expired
        /// The hash of the last block is another's.
        case brokenChain = "broken-chain"
        /// Answers for another request.
        case otherTransaction = "other-transaction"
        /// Gives bytes that are no JSON.
        case garbage
        /// Gives more bytes than anybody wants.
        case oversize
        /// Takes the request and never answers.
        case silent
        /// Begins an answer and stops.
        case stall
        /// Ends the connection in the middle of the answer.
        case hangUp = "hang-up"
    }

    package let kind: Kind
    /// The capture it happens in, counted from 1; nil: in each.
    package let at: Int?
    /// Of `error`: SBI's number.
    package let code: String?

    package init(_ kind: Kind, at: Int? = nil, code: String? = nil) {
        self.kind = kind
        self.at = at
        self.code = code
    }
}
