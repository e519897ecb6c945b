import DocumentPKI
import LDS
package import Registry

/// A procedure's rules held against a record as it came: what the counter demanded while it was made, demanded again.
///
/// Whoever judges so trusts nothing that the station says of itself: ages and dates of expiry are those of the verified
/// documents, and which steps there were follows from what the record shows.
package struct ProcedureExamination: Sendable {
    private let procedure: Procedure
    /// Digests of the consent texts, by language.
    private let consents: [String: ContentDigest]

    /// - Parameter consents: the procedure's consent texts as they were given out, by language.
    package init(_ procedure: Procedure, consents: [String: ContentDigest]) {
        self.procedure = procedure
        self.consents = consents
    }

    /// The names of the rules that a record breaks, each once; empty where it keeps all.
    package func broken(_ evidence: ProcedureEvidence) -> [String] {
        let claims = evidence.claims
        let today = CalendarDate(signed: claims.time.upperBound)
        var broken: [String] = []
        if claims.procedure.form != procedure.form { broken.append("form") }
        if claims.procedure.action != procedure.action.rawValue { broken.append("action") }
        broken += consentBroken(claims)
        broken += procedure.violations(of: claims.entry).map(\.rule)
        broken += claims.persons.keys.filter { procedure.persons[$0] == nil }.sorted().map { "person-\($0.prefix(40))" }
        for name in procedure.path(facts: facts(evidence, on: today)) {
            guard let step = procedure.steps[name] else { continue }
            broken += self.broken(step, evidence, on: today)
        }
        return broken.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func consentBroken(_ claims: RecordClaims) -> [String] {
        let consent = claims.consent
        guard consent.id == procedure.consent.id, consent.version == procedure.consent.version,
            consents[consent.language] == consent.digest
        else { return ["consent"] }
        return []
    }

    /// What the record shows of the case, as the counter knew it.
    private func facts(_ evidence: ProcedureEvidence, on today: CalendarDate) -> Set<Procedure.Condition> {
        let claims = evidence.claims
        var facts: Set<Procedure.Condition> = []
        if let document = evidence.documents[Procedure.holder] {
            facts.insert(.chipVerified)
            if isOver(document, on: today) { facts.insert(.cardExpired) }
        } else if claims.persons[Procedure.holder]?.silent != nil {
            facts.insert(.chipSilent)
        }
        if claims.portrait?.checks.values.contains("failed") == true { facts.insert(.portraitPoor) }
        if claims.fingers.contains(where: { $0.missing != nil }) { facts.insert(.fingersMissing) }
        return facts
    }

    private func broken(
        _ step: Procedure.Step, _ evidence: ProcedureEvidence, on today: CalendarDate
    ) -> [String] {
        let person = step.person ?? Procedure.holder
        return switch step.kind {
        case .card: cardBroken(step.card ?? .strict, person, evidence, on: today)
        case .papers: papersBroken(step, evidence.claims.persons[person]?.papers ?? [:])
        case .portrait: portraitBroken(step.portrait ?? .usual, evidence.claims)
        case .fingerprints: fingersBroken(step.fingerprints ?? .usual, evidence.claims)
        case .approval: approvalBroken(step.approval ?? .usual, evidence)
        // Fields and consent are judged as a whole; officers' signatures are for the registry to verify.
        case .fields, .consent, .signature: []
        }
    }

    private func isOver(_ document: VerifiedDocument, on today: CalendarDate) -> Bool {
        DocumentExpiry(document.mrz, document.nationalData, today: today).isOver(on: today) ?? true
    }

    private func cardBroken(
        _ rule: Procedure.CardRule, _ person: String, _ evidence: ProcedureEvidence, on today: CalendarDate
    ) -> [String] {
        guard let claims = evidence.claims.persons[person] else { return ["card-\(person)"] }
        guard let document = evidence.documents[person] else {
            guard rule.silentChip == .allowed, claims.silent != nil else { return ["card-\(person)"] }
            // What papers say of the age is no proof, and it is all there is.
            let birth = claims.claims.dateOfBirth.flatMap { CalendarDate(zone: $0, notAfter: today) }
            return birth.flatMap { procedure.ageViolation(person: person, birth: $0, on: today) }.map { [$0.rule] }
                ?? []
        }
        var broken: [String] = []
        if rule.expired == .refused, isOver(document, on: today) { broken.append("card-expired") }
        // Only the holder's chip is asked again when the claims are final.
        if rule.chipProof == .required, person == Procedure.holder, !evidence.isPresent { broken.append("chip-proof") }
        if let birth = document.birth(on: today) {
            broken += procedure.ageViolation(person: person, birth: birth, on: today).map { [$0.rule] } ?? []
        } else {
            broken.append("date-of-birth")
        }
        return broken
    }

    private func papersBroken(_ step: Procedure.Step, _ numbers: [String: String]) -> [String] {
        step.documents.filter { document in
            guard let number = numbers[document.id] else { return document.required }
            return !document.accepts(number)
        }.map { "papers-\($0.id)" }
    }

    private func portraitBroken(_ rule: Procedure.PortraitRule, _ claims: RecordClaims) -> [String] {
        guard let portrait = claims.portrait, claims.parts.keys.contains(where: { $0.text == DraftPortrait.part })
        else {
            return ["portrait"]
        }
        guard portrait.checks.values.contains("failed") else { return [] }
        return rule.mayProceedPoor && portrait.reason?.isEmpty == false ? [] : ["portrait-poor"]
    }

    private func fingersBroken(_ rule: Procedure.FingerprintRule, _ claims: RecordClaims) -> [String] {
        let taken = Dictionary(claims.fingers.map { ($0.name, $0) }) { first, _ in first }
        return rule.fingers.filter { name in
            guard let finger = taken[name] else { return true }
            if let reason = finger.missing { return reason.isEmpty }
            guard let quality = finger.quality, claims.parts.keys.contains(where: { $0.text == DraftFinger.part(name) })
            else { return true }
            return quality < rule.minimumQuality && finger.attempts < rule.attempts
        }.map { "finger-\($0.lowercased().split(separator: " ").joined(separator: "-"))" }
    }

    private func approvalBroken(_ rule: Procedure.ApprovalRule, _ evidence: ProcedureEvidence) -> [String] {
        guard let signatures = evidence.signatures else { return [] }
        let isApproved = signatures.contains {
            $0.purpose == .approves && $0.officer != evidence.claims.officer && $0.role >= rule.by
        }
        return isApproved ? [] : ["approval"]
    }
}

extension CalendarDate {
    /// The day in Viet Nam on which a record was signed.
    fileprivate init(signed time: Timestamp) {
        let shifted = Timestamp(milliseconds: time.milliseconds + 7 * 3_600_000) ?? time
        let parts = "\(shifted)".prefix(10).split(separator: "-").compactMap { Int($0) }
        self.init(parts.first ?? 1970, parts.dropFirst().first ?? 1, parts.last ?? 1)
    }
}
