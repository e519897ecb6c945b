import DocumentPKI
import Foundation
import LDS
package import Registry

extension EnrollmentSession {
    private static let longestScan = 1024
    private static let longestReason = 500

    /// A card's reading begins, and with the first one of the case its trace: what is read, recorded and sent for the case
    /// goes by it.
    package mutating func beginReading() -> TraceContext {
        let trace = draft.trace.flatMap { TraceContext(traceID: $0) } ?? TraceContext()
        draft.trace = trace.traceID
        return trace
    }

    mutating func scan(_ text: String) throws(EnrollmentError) {
        _ = try require(.card)
        guard text.utf8.count <= Self.longestScan else {
            throw EnrollmentError(.fieldMalformed, "the scanned text is too long for a card's", fault: .operator)
        }
        draft.persons[person, default: DraftPerson()].scanned = text
    }

    /// Keeps a reading where its verdict is the one that the step wants. Whatever else was read is the page's to show and
    /// not the draft's to keep.
    mutating func take(_ reading: CardReading, on today: CalendarDate) throws(EnrollmentError) {
        let step = try require(.card)
        guard reading.report.verdict == .valid, let document = reading.report.document else {
            throw EnrollmentError(
                .cardNotVerified, "the card was not verified: \(reading.report.verdict.rawValue)", fault: .citizen)
        }
        let taken = documents.filter { $0.key != person }.values.map(\.mrz.documentNumber)
        guard !taken.contains(document.mrz.documentNumber) else {
            throw EnrollmentError(.sameCard, "this is the card of another person of this case", fault: .operator)
        }
        if let refusal = refusal(of: document, reading.report, step.card, on: today) { throw refusal }
        let evidence: [UInt8]
        do throws(EvidenceError) { evidence = try reading.evidence.serialized() } catch {
            throw EnrollmentError(.cardNotVerified, "the evidence cannot be kept: \(error.message)", fault: .station)
        }
        drop(person)
        let files = document.files + reading.files.filter { $0.file == .cardAccess || $0.file == .cardSecurity }
        for file in files { attachments[DraftPerson.part(file.file, of: person)] = file.bytes }
        documents[person] = document
        var kept = draft.persons[person] ?? DraftPerson()
        kept.silentReason = nil
        kept.reading = DraftPerson.Reading(
            time: Timestamp(reading.evidence.time), accessProtocol: reading.evidence.chip.accessProtocol,
            verdict: reading.report.verdict.rawValue, isChipProven: reading.report.isChipProven,
            files: files.map { "\($0.file)" }, evidence: evidence)
        draft.persons[person] = kept
    }

    /// Takes away what an earlier card of this person left.
    private mutating func drop(_ person: String) {
        for file in files(of: person) { attachments[DraftPerson.part(file.file, of: person)] = nil }
        documents[person] = nil
        draft.persons[person]?.reading = nil
    }

    private func refusal(
        of document: VerifiedDocument, _ report: InspectionReport, _ rule: Procedure.CardRule?, on today: CalendarDate
    ) -> EnrollmentError? {
        if rule?.chipProof != .optional, !report.isChipProven {
            return EnrollmentError(
                .procedureRefuses, "the chip did not prove that it is the original", fault: .citizen)
        }
        let expiry = DocumentExpiry(document.mrz, document.nationalData, today: today)
        if rule?.expired != .allowed, expiry.isOver(on: today) ?? true {
            return EnrollmentError(
                .cardExpired, "the card has expired; use the procedure for expired cards", fault: .citizen)
        }
        guard let birth = document.birth(on: today) else {
            return EnrollmentError(.procedureRefuses, "the card's date of birth cannot be read", fault: .citizen)
        }
        return procedure.ageViolation(person: person, birth: birth, on: today).map {
            EnrollmentError(.ageNotAllowed, $0.sentence["en"] ?? "", fault: .citizen)
        }
    }

    /// The officer goes on by hand, where the step allows it.
    mutating func goOnWithoutChip(_ reason: String, on today: CalendarDate) throws(EnrollmentError) {
        let step = try require(.card)
        guard step.card?.silentChip == .allowed else {
            throw EnrollmentError(
                .procedureRefuses, "this procedure needs a chip that answers; choose the one for silent chips",
                fault: .operator)
        }
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty, reason.utf8.count <= Self.longestReason else {
            throw EnrollmentError(.reasonMissing, "say in a few words why the chip is not read", fault: .operator)
        }
        // What was scanned is no proof, but it tells an officer who chose the wrong procedure.
        if case .qrCode(let code)? = draft.persons[person]?.scanned.flatMap({ try? ScannedText(parsing: $0) }),
            let violation = procedure.ageViolation(person: person, birth: code.dateOfBirth, on: today)
        {
            throw EnrollmentError(.ageNotAllowed, violation.sentence["en"] ?? "", fault: .citizen)
        }
        drop(person)
        draft.persons[person, default: DraftPerson()].silentReason = reason
    }

    func cardMissing(_ step: Procedure.Step, _ name: String, on today: CalendarDate) -> [Missing] {
        let person = step.person ?? PersonClaims.holder
        if documents[person] != nil { return [] }
        if step.card?.silentChip == .allowed, draft.persons[person]?.silentReason != nil { return [] }
        return [Missing(name, SessionTexts.cardMissing)]
    }
}

extension VerifiedDocument {
    /// The date of birth, EF.DG13's first for it has the century.
    func birth(on today: CalendarDate) -> CalendarDate? {
        nationalData?.text(.dateOfBirth).flatMap { CalendarDate(slashed: $0) }
            ?? CalendarDate(zone: mrz.dateOfBirth, notAfter: today)
    }
}
