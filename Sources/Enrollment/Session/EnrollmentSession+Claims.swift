import DocumentPKI
import LDS
import Registry

extension EnrollmentSession {
    /// What the record will say, made anew from the draft, its attachments and the verified documents.
    func claims(at now: Timestamp) throws(EnrollmentError) -> RecordClaims {
        var persons: [String: PersonClaims] = [:]
        for name in involved { persons[name] = personClaims(name) }
        guard persons[PersonClaims.holder] != nil else {
            throw EnrollmentError(.stepNotDone, "nobody is identified yet", fault: .operator)
        }
        guard let consent = draft.consent, consent.hasAgreed, let text = consents[consent.language] else {
            throw EnrollmentError(.stepNotDone, "the citizen's consent is missing", fault: .operator)
        }
        var parts: [PartName: ContentDigest] = [:]
        for (name, bytes) in attachments {
            guard let name = PartName(name) else {
                throw EnrollmentError(.storageFailed, "an attachment has no proper name", fault: .station)
            }
            parts[name] = ContentDigest(of: bytes)
        }
        return RecordClaims(
            record: draft.id, station: station,
            procedure: RecordClaims.Procedure(
                reference: draft.procedure, form: procedure.form, action: procedure.action.rawValue,
                digest: procedure.digest),
            officer: draft.officer, time: min(draft.began, now)...now, persons: persons, entry: draft.entry,
            consent: RecordClaims.Consent(
                id: procedure.consent.id, version: procedure.consent.version, language: consent.language,
                digest: ContentDigest(of: text)),
            portrait: draft.portrait.map { portrait in
                RecordClaims.Portrait(
                    checks: Dictionary(
                        portrait.findings.map { ($0.check, Self.word($0.passed)) }, uniquingKeysWith: { $1 }),
                    reason: portrait.reason)
            },
            fingers: draft.fingers.sorted { $0.key < $1.key }.map { name, finger in
                RecordClaims.Finger(
                    name: name, quality: finger.quality, attempts: finger.attempts, missing: finger.missingReason)
            },
            parts: parts, freshness: freshness)
    }

    /// Everybody whose card or papers this case has.
    private var involved: Set<String> { Set(draft.persons.keys).union(draft.papers.keys) }

    private func personClaims(_ name: String) -> PersonClaims? {
        let person = draft.persons[name]
        if let document = documents[name] {
            return PersonClaims(
                identification: .chip,
                claims: HolderClaims(mrz: document.mrz, nationalData: document.nationalData),
                access: person?.reading?.accessProtocol, papers: draft.papers[name]?.numbers ?? [:])
        }
        guard let papers = draft.papers[name], papers.isChecked else { return nil }
        return PersonClaims(
            identification: .papers,
            claims: HolderClaims(papers, scanned: person?.scanned),
            silent: person?.silentReason, papers: papers.numbers)
    }

    private static func word(_ passed: Bool?) -> String {
        passed.map { $0 ? "passed" : "failed" } ?? "not-done"
    }
}

extension HolderClaims {
    /// What print and papers say, where no chip does: nobody but the officers vouches for it.
    init(_ papers: DraftPapers, scanned: String?) {
        self.init()
        switch scanned.flatMap({ try? ScannedText(parsing: $0) }) {
        case .qrCode(let code)?:
            personalNumber = code.personalNumber
            fullName = code.fullName
            dateOfBirth = code.dateOfBirth.zone
        case .mrz(let zone)?:
            documentNumber = zone.documentNumber
            dateOfBirth = zone.dateOfBirth
            dateOfExpiry = zone.dateOfExpiry
        case .number(let number)?: personalNumber = number
        case .can?, nil: break
        }
        // The number that is printed on the card, as the officer typed it.
        personalNumber = personalNumber ?? papers.numbers["card"]
    }
}
