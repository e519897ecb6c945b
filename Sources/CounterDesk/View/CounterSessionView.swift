import DocumentPKI
import Enrollment
import Foundation
import Imaging
import LDS
import Registry
import StationWeb

/// An enrollment as the page shows it.
struct CounterSessionView {
    let work: CounterSeat.Work
    let today: CalendarDate
    private var session: EnrollmentSession { work.session }

    init(_ work: CounterSeat.Work, on today: CalendarDate) {
        self.work = work
        self.today = today
    }

    var view: CounterView.Session {
        let (person, step) = (session.person, session.step)
        let missing = session.missing(on: today)
        var view = CounterView.Session(
            id: session.draft.id.text, procedure: CounterView.Procedure(session.procedure), step: session.draft.step,
            steps: steps)
        view.focus = work.focus
        if session.procedure.persons.count > 1 {
            view.person = session.procedure.persons[person].map { CounterView.Person(id: person, title: $0.title) }
        }
        view.rows = rows(of: person) + (step?.kind == .card ? [] : entryRows)
        view.portrait = chipPortrait(of: person)
        view.livePortrait = livePortrait
        view.report = work.reports[person]
        view.isVerified = session.documents[person] != nil
        view.scanned = session.draft.persons[person]?.scanned != nil
        view.maySkipChip = step?.card?.silentChip == .allowed
        view.differences = differences(of: person)
        view.fields = fields
        view.consent = consent
        view.documents = documents
        view.documentsChecked = session.draft.papers[person]?.isChecked ?? false
        view.portraitQuality = (session.draft.portrait?.findings ?? []).map {
            CounterView.PortraitFinding(check: $0.check, passed: $0.passed, sentence: $0.sentences)
        }
        view.comparison = session.draft.portrait.map { CounterView.Comparison(text: $0.comparison) }
        view.portraitAccepted = session.draft.portrait?.isAccepted
        view.portraitMayBePoor = step?.portrait?.mayProceedPoor ?? false
        view.fingers = fingers
        view.duplicates = work.duplicates
        view.approval = step?.approval.map {
            CounterView.ApprovalNeed(by: $0.by.rawValue, atOnce: $0.timing == .atOnce)
        }
        view.rejection = session.draft.rejection.map {
            CounterView.Rejection(officer: $0.officer, reasons: $0.reasons, text: $0.text)
        }
        view.missing = missing.map { CounterView.Missing(step: $0.step, text: $0.sentences) }
        view.canSeal = missing.isEmpty
        return view
    }

    /// What is shown when it is a record: no word of the person any more.
    func finished(_ sealed: CounterView.Sealed) -> CounterView.Session {
        CounterView.Session(
            id: session.draft.id.text, procedure: CounterView.Procedure(session.procedure), step: session.draft.step,
            steps: steps, sealed: sealed)
    }

    private var steps: [CounterView.Step] {
        session.path(on: today).compactMap { name in
            session.procedure.steps[name].map { step in
                let state =
                    name == session.draft.step ? "current" : session.isDone(name, on: today) ? "done" : "open"
                return CounterView.Step(id: name, kind: step.kind.rawValue, title: step.title, state: state)
            }
        }
    }

    private var fields: [CounterView.Field] {
        guard let step = session.step, step.kind == .fields else { return [] }
        let missing = session.missing(at: session.draft.step, on: today)
        return step.fields.compactMap { name in
            guard let field = session.procedure.fields[name],
                session.procedure.isAsked(field, with: session.draft.entry)
            else { return nil }
            let value = session.draft.entry[name] ?? ""
            // An empty field is shown as required, and not as wrong before anything was typed.
            let problem = value.isEmpty ? nil : missing.first { $0.field == name }?.sentences
            return CounterView.Field(
                name: name, type: field.type.rawValue, label: field.label, hint: field.hint, required: field.required,
                value: value, choices: field.choices.map { CounterView.Choice(value: $0.value, label: $0.label) },
                maximumLength: field.maximumLength, problem: problem)
        }
    }

    private var consent: CounterView.Consent? {
        guard session.step?.kind == .consent || session.draft.consent != nil else { return nil }
        return CounterView.Consent(
            id: session.procedure.consent.id, version: session.procedure.consent.version,
            language: session.draft.consent?.language ?? session.procedure.languages.first ?? "vi",
            texts: session.consentTexts, agreed: session.draft.consent?.hasAgreed ?? false)
    }

    private var documents: [CounterView.Document] {
        guard let step = session.step, step.kind == .papers else { return [] }
        let numbers = session.draft.papers[session.person]?.numbers ?? [:]
        let missing = session.missing(at: session.draft.step, on: today)
        return step.documents.map { document in
            let number = numbers[document.id] ?? ""
            return CounterView.Document(
                id: document.id, title: document.title, required: document.required, value: number,
                problem: number.isEmpty ? nil : missing.first { $0.field == document.id }?.sentences)
        }
    }

    /// Of the step at hand, or, for the review, of the one that there was.
    private var rule: Enrollment.Procedure.FingerprintRule? {
        session.step?.fingerprints
            ?? session.path(on: today).lazy.compactMap { session.procedure.steps[$0]?.fingerprints }.first
    }

    private var fingers: [CounterView.Finger] {
        guard let rule = rule else { return [] }
        return rule.fingers.map { name in
            let kept = session.draft.fingers[name]
            return CounterView.Finger(
                finger: name, state: session.state(of: name, under: rule).rawValue, quality: kept?.quality,
                attempts: kept?.attempts ?? 0, reason: kept?.missingReason)
        }
    }
}
