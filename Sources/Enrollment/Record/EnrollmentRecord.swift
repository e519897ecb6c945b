package import DocumentPKI
package import LDS
package import Registry

/// An enrollment that may be recorded: a verified document, a procedure that has no objection, the citizen's consent.
///
/// Made from nothing less: `init` takes a `VerifiedDocument`, which only passive authentication makes, and refuses what
/// the procedure refuses. The registry checks all of it again.
package struct EnrollmentRecord: Sendable {
    package let id: RecordID
    package let procedure: ProcedureReference
    package let operatorID: String
    /// From the first act to the record.
    package let time: ClosedRange<Timestamp>
    /// `record.json` and the chip's files exactly as read.
    package let parts: [RecordPart]
    /// What tells two records of one citizen apart from two of two citizens. Never stored in the clear.
    let holderKey: [UInt8]

    /// What the chip showed of itself besides its files.
    package struct ChipEvidence: Sendable, Hashable {
        /// `id-PACE-ECDH-GM-AES-CBC-CMAC-128` or `BAC`.
        package let accessProtocol: String
        package let chipAuthenticated: Bool
        /// EF.CardAccess as read, if there is one.
        package let cardAccess: RawFile?

        package init(accessProtocol: String, chipAuthenticated: Bool, cardAccess: RawFile?) {
            self.accessProtocol = accessProtocol
            self.chipAuthenticated = chipAuthenticated
            self.cardAccess = cardAccess
        }
    }

    /// Applies the procedure; throws `procedureRefuses` with every broken rule.
    package init(
        _ document: VerifiedDocument, chip: ChipEvidence, procedure: Procedure, entry: Procedure.Entry,
        consentText: [UInt8], operatorID: String, began: Timestamp, now: Timestamp, today: CalendarDate
    ) throws {
        let violations = procedure.violations(
            document, chipAuthenticated: chip.chipAuthenticated, entry: entry, on: today)
        guard violations.isEmpty else {
            throw EnrollmentError(
                .procedureRefuses, violations.map(\.english).joined(separator: " "), fault: .operator)
        }
        id = RecordID(at: now)
        self.procedure = ProcedureReference(id: procedure.id, version: procedure.version)
        self.operatorID = operatorID
        time = min(began, now)...now
        let content = Self.content(
            id, document, chip: chip, procedure: procedure, entry: entry, consentText: consentText)
        var parts = [RecordPart(name: .record, mediaType: "application/json", bytes: try content.canonical())]
        for file in document.files + [chip.cardAccess].compactMap({ $0 }) {
            parts.append(
                RecordPart(name: .chipFile(file.file), mediaType: "application/octet-stream", bytes: file.bytes))
        }
        self.parts = parts
        let number = document.nationalData?.text(.personalNumber) ?? document.mrz.documentNumber
        holderKey = Array((procedure.id + "\n" + number).utf8)
    }

    private static func content(
        _ id: RecordID, _ document: VerifiedDocument, chip: ChipEvidence, procedure: Procedure,
        entry: Procedure.Entry, consentText: [UInt8]
    ) -> JSONValue {
        [
            "schema": "chip-id-station/enrollment-record", "version": 1,
            "record": .string(id.text),
            "procedure": [
                "id": .string(procedure.id), "version": .integer(procedure.version), "form": .string(procedure.form),
                "sha256": .string(procedure.digest.text),
            ],
            "holder": HolderClaims(mrz: document.mrz, nationalData: document.nationalData).json,
            "entry": .object(entry.fields.mapValues { .string($0) }),
            "consent": [
                "id": .string(procedure.consent.id), "version": .integer(procedure.consent.version),
                "language": .string(entry.consentLanguage ?? ""),
                "sha256": .string(ContentDigest(of: consentText).text),
            ],
            "chip": [
                "access": .string(chip.accessProtocol),
                // The station's own observation: its transcript would convince nobody else.
                "chipAuthentication": .string(chip.chipAuthenticated ? "passed" : "not-passed"),
            ],
        ]
    }
}

extension EnrollmentRecord: CustomStringConvertible, CustomReflectable {
    /// The id only.
    package var description: String { "record \(id)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
