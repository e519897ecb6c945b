package import Registry

/// An enrollment that may be recorded: verified cards or papers that a second officer approved, the citizen's consent, the
/// officer's signature, all of it as the procedure wants.
///
/// Made from nothing less: `init` takes a session, which has a `VerifiedDocument` only from passive authentication, and
/// refuses what is not signed as it stands. The registry checks all of it again.
package struct EnrollmentRecord: Sendable {
    package let id: RecordID
    package let procedure: ProcedureReference
    package let operatorID: String
    /// From the first act to the signature.
    package let time: ClosedRange<Timestamp>
    /// The trace that its first reading began, 32 hexadecimal digits; nil where no card was read.
    package let trace: String?
    /// `record.json`, the chip's files exactly as read, portrait and fingerprints.
    package let parts: [RecordPart]
    /// What tells two records of one citizen apart from two of two citizens. Never stored in the clear.
    let holderKey: [UInt8]

    /// Throws `stepNotDone` where the session has not come to its end.
    package init(_ session: EnrollmentSession) throws {
        guard let signing = session.draft.signing, session.isReadyToSeal else {
            throw EnrollmentError(
                .stepNotDone, "the case is not signed and approved as it stands", fault: .operator)
        }
        let claims = try RecordClaims(json: JSONValue(parsingCanonical: signing.claims))
        id = claims.record
        procedure = claims.procedure.reference
        operatorID = claims.officer
        time = claims.time
        trace = session.draft.trace
        let body = RecordBody(claims: claims, presence: signing.presence, signatures: signing.signatures)
        var parts = [RecordPart(name: .record, mediaType: "application/json", bytes: try body.serialized())]
        for (name, bytes) in session.attachments.sorted(by: { $0.key < $1.key }) {
            guard let name = PartName(name), claims.parts[name] == ContentDigest(of: bytes) else {
                throw EnrollmentError(.stepNotDone, "an attachment is not the one that was signed", fault: .station)
            }
            parts.append(RecordPart(name: name, mediaType: session.mediaType(of: name), bytes: bytes))
        }
        guard parts.count == claims.parts.count + 1 else {
            throw EnrollmentError(.stepNotDone, "an attachment that was signed is gone", fault: .station)
        }
        self.parts = parts
        let holder = claims.persons[PersonClaims.holder]?.claims
        holderKey = Self.holderKey(
            procedure: procedure.id, number: holder?.personalNumber ?? holder?.documentNumber ?? id.text)
    }

    /// What stands for a citizen in a procedure, before it is hashed with the station's secret.
    static func holderKey(procedure: String, number: String) -> [UInt8] { Array((procedure + "\n" + number).utf8) }
}

extension EnrollmentSession {
    func mediaType(of part: PartName) -> String {
        if part.text == DraftPortrait.part { return "image/jpeg" }
        let finger = draft.fingers.first { DraftFinger.part($0.key) == part.text }
        return finger?.value.mediaType ?? "application/octet-stream"
    }
}

extension EnrollmentRecord: CustomStringConvertible, CustomReflectable {
    /// The id only.
    package var description: String { "record \(id)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
