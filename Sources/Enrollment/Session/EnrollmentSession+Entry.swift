import Foundation
import Registry

extension EnrollmentSession {
    private static let longestValue = 4096

    /// Fields as they stand, half-typed ones too: what is wrong with them is told by `missing`, and nothing is lost.
    mutating func enter(_ values: [String: String]) throws(EnrollmentError) {
        let step = try require(.fields)
        for (name, value) in values {
            guard step.fields.contains(name) else {
                throw EnrollmentError(.fieldMalformed, "this step has no field \(name)", fault: .operator)
            }
            guard value.utf8.count <= Self.longestValue else {
                throw EnrollmentError(.fieldMalformed, "field \(name) is too long", fault: .operator)
            }
            let value = value.trimmingCharacters(in: .whitespacesAndNewlines)
            draft.entry[name] = value.isEmpty ? nil : value
        }
    }

    func fieldsMissing(_ step: Procedure.Step, _ name: String) -> [Missing] {
        procedure.violations(of: draft.entry).filter { $0.field.map(step.fields.contains) ?? false }.map {
            Missing(name, field: $0.field, $0.sentence)
        }
    }

    mutating func check(papers numbers: [String: String], _ isChecked: Bool) throws(EnrollmentError) {
        let step = try require(.papers)
        var papers = DraftPapers()
        for (name, number) in numbers {
            guard step.documents.contains(where: { $0.id == name }), number.utf8.count <= 64 else {
                throw EnrollmentError(.fieldMalformed, "this step has no document \(name)", fault: .operator)
            }
            let number = number.trimmingCharacters(in: .whitespacesAndNewlines)
            if !number.isEmpty { papers.numbers[name] = number }
        }
        papers.isChecked = isChecked
        draft.papers[person] = papers
    }

    func papersMissing(_ step: Procedure.Step, _ name: String) -> [Missing] {
        let papers = draft.papers[step.person ?? PersonClaims.holder] ?? DraftPapers()
        var missing = step.documents.filter { document in
            guard let number = papers.numbers[document.id] else { return document.required }
            return !document.accepts(number)
        }.map { Missing(name, field: $0.id, SessionTexts.documentMissing($0.title)) }
        if !papers.isChecked { missing.append(Missing(name, SessionTexts.papersNotChecked)) }
        return missing
    }

    mutating func consent(_ language: String, _ hasAgreed: Bool) throws(EnrollmentError) {
        _ = try require(.consent)
        guard consents[language] != nil else {
            throw EnrollmentError(
                .fieldMalformed, "there is no consent text in the language \(language)", fault: .authority)
        }
        draft.consent = DraftConsent(language: language, hasAgreed: hasAgreed)
    }
}

extension Procedure.Document {
    /// Whether a number has the form that the document's has.
    func accepts(_ number: String) -> Bool {
        numberPattern.map { FieldPattern.matches(number, $0) } ?? true
    }
}
