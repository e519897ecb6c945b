package import DocumentPKI
package import LDS
package import Registry

/// What can happen in an enrollment.
package enum SessionEvent: Sendable {
    /// A scanner or the keyboard gave what stands on the card of the person whose turn it is.
    case scanned(String)
    /// The card of that person was read and judged.
    case cardRead(CardReading)
    /// The officer says that the chip does not answer.
    case chipSilent(reason: String)
    /// Documents checked by hand: their numbers, by name.
    case papersChecked(numbers: [String: String], isChecked: Bool)
    /// Fields as they stand now, by name. Fields that are not named stay.
    case entered([String: String])
    case portraitTaken(jpeg: [UInt8], findings: [DraftPortrait.Finding], comparison: [String: String])
    case portraitDecided(isAccepted: Bool, reason: String?)
    case fingerCaptured(String, quality: Int, image: [UInt8], mediaType: String)
    /// The end of the scanner's chain of captures.
    case fingersChained([UInt8]?)
    /// nil takes the exception back.
    case fingerMissing(String, reason: String?)
    case consented(language: String, hasAgreed: Bool)
    /// Another officer goes on with it.
    case takenOver(by: String)
    /// The officer wants to sign what stands there.
    case signing
    /// The chip's proof over the claims.
    case chipProved(PresenceProof)
    /// The officer's signature over the claims.
    case signed(OfficerSignature)
    /// Another officer's yes.
    case approved(OfficerSignature)
    /// Another officer's no.
    case rejected(OfficerSignature, reasons: [String], text: String?)
    case movedOn
    case movedBack
    case moved(to: String)
}

/// A reading of a card, as far as a session needs it.
package struct CardReading: Sendable {
    package let files: [RawFile]
    package let evidence: Evidence
    package let report: InspectionReport

    package init(files: [RawFile], evidence: Evidence, report: InspectionReport) {
        self.files = files
        self.evidence = evidence
        self.report = report
    }
}

/// What the caller must do after an event. The draft is saved first, always.
package enum SessionEffect: Sendable, Hashable {
    /// Ask the holder's chip to prove that it is there, over this digest; then `chipProved`.
    case provePresence(ContentDigest)
    /// Let the officer at the desk sign this digest; then `signed`.
    case sign(ContentDigest)
    /// It waits for somebody else now.
    case waitForApproval
    /// Everything is there: make the record.
    case seal
}
