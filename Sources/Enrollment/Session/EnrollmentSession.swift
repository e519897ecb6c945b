package import DocumentPKI
package import LDS
package import Registry

/// One enrollment from its first act to its record: a state machine that follows a procedure. No I/O, no clock.
///
/// `handle` takes an event and says what the caller must do; after each one the draft is what must be kept. Whatever is
/// changed after the officer signed takes the signature and the chip's proof away: nothing is sealed that was not signed
/// as it stands.
package struct EnrollmentSession: Sendable {
    package let procedure: Procedure
    let station: StationID
    package internal(set) var draft: Draft
    /// Images and chip files by the names of the record's parts.
    package internal(set) var attachments: [String: [UInt8]]
    /// Documents that passive authentication made, by person: derived from the attachments, never stored.
    package internal(set) var documents: [String: VerifiedDocument]
    /// What the consent texts are, by language.
    let consents: [String: [UInt8]]
    /// The digest of the newest receipt that the station has: says that the chip's proof is not older than that.
    package var freshness = ContentDigest.none
    /// Whether an officer must sign. Not so at a test bench, whose registry has admitted none.
    let isSignedByOfficer: Bool

    /// Begins an enrollment.
    package init(
        _ procedure: Procedure, consents: [String: [UInt8]], station: StationID, officer: String, at now: Timestamp,
        isSignedByOfficer: Bool = true
    ) {
        self.isSignedByOfficer = isSignedByOfficer
        self.procedure = procedure
        self.consents = consents
        self.station = station
        draft = Draft(
            id: RecordID(at: now), procedure: ProcedureReference(id: procedure.id, version: procedure.version),
            procedureDigest: procedure.digest, officer: officer, began: now, step: procedure.start)
        attachments = [:]
        documents = [:]
    }

    /// Goes on with a draft. A document that is not verified again, because trust has changed, is a card to be read
    /// again. Throws where the procedure is another one by now.
    ///
    /// - Parameter verify: passive authentication of a person's files, at the moment.
    package init(
        resuming draft: Draft, _ attachments: [String: [UInt8]], procedure: Procedure, consents: [String: [UInt8]],
        station: StationID, verify: ([RawFile]) -> VerifiedDocument?
    ) throws(EnrollmentError) {
        guard draft.procedure == ProcedureReference(id: procedure.id, version: procedure.version),
            draft.procedureDigest == procedure.digest
        else {
            throw EnrollmentError(
                .draftOutdated,
                "draft \(draft.id) was begun by another version of procedure \(draft.procedure.id); discard it and begin anew",
                fault: .authority)
        }
        isSignedByOfficer = true
        self.procedure = procedure
        self.consents = consents
        self.station = station
        self.draft = draft
        self.attachments = attachments
        documents = [:]
        for person in draft.persons.keys {
            if let document = verify(files(of: person)) { documents[person] = document }
        }
    }

    /// The chip files of a person that are attached, in the order of reading.
    package func files(of person: String) -> [RawFile] {
        (draft.persons[person]?.reading?.files ?? []).compactMap { name in
            guard let file = ElementaryFile(shortName: String(name.dropFirst(3))),
                let bytes = attachments[DraftPerson.part(file, of: person)]
            else { return nil }
            return RawFile(file, bytes)
        }
    }

    /// The step on the screen.
    package var step: Procedure.Step? { procedure.steps[draft.step] }

    /// The consent as it is shown, by language.
    package var consentTexts: [String: String] { consents.mapValues { String(decoding: $0, as: UTF8.self) } }

    /// The attachment that is the portrait taken here.
    package static let portraitName = DraftPortrait.part

    /// Whose turn it is at this step.
    package var person: String { step?.person ?? PersonClaims.holder }
}

extension EnrollmentSession: CustomStringConvertible, CustomReflectable {
    /// The id only.
    package var description: String { "session of \(draft)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
