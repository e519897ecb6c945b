/// A record as the registry holds it: what the station signed, and the verdict once and for all.
package struct StoredRecord: Sendable, Hashable {
    /// The digest of the manifest.
    package let digest: ContentDigest
    package let verdict: Verdict
}

/// The registry's answer to a record, which every repetition gets too.
package enum Verdict: Sendable, Hashable {
    /// The bytes of the receipt.
    case accepted(receipt: [UInt8])
    /// The reason.
    case refused(ProblemDetails)
}

/// A record whose signature and place in the chain are right and whose content has been judged.
///
/// A refused one takes its number too: the station signed it, so the chain goes on behind it.
package struct JudgedRecord: Sendable {
    package let manifest: RecordManifest
    package let signed: SignedManifest
    package let received: Timestamp
    package let findings: [Finding]
    /// Why the content is refused; nil if it is accepted.
    package let problem: ProblemDetails?
    /// What is decided about, once it is accepted; nil where nothing is.
    var adjudication: Adjudication? = nil
    /// The trace of the card's reading, as the station says: 32 hexadecimal digits; nil where it says none.
    var trace: String? = nil

    /// The leaf that the log gets if the record is accepted.
    package var leaf: ReceiptLeaf {
        let size = manifest.parts.reduce(signed.manifest.count) { $0 + $1.sealedSize }
        return ReceiptLeaf(
            station: manifest.station, sequence: manifest.sequence, manifest: signed.digest,
            previous: manifest.previous,
            size: size, received: received)
    }
}

/// The result of one check of a record, to be read by people: no personal data.
package struct Finding: Sendable, Hashable {
    package let check: String
    package let result: String
    package let detail: String

    package init(check: String, result: String, detail: String) {
        self.check = check
        self.result = result
        self.detail = detail
    }
}
