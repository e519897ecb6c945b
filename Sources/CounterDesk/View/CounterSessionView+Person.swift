import DocumentPKI
import Enrollment
import Foundation
import Imaging
import LDS
import Registry
import StationWeb

extension CounterSessionView {
    /// What the chip says of a person, or, where it is silent, the print. Nothing of it can be edited.
    func rows(of person: String) -> [CounterView.Row] {
        guard let document = work.session.documents[person] else { return printedRows(of: person) }
        let national = document.nationalData
        let rows: [(String, String?)] = [
            ("name", document.name), ("personal-number", national?.text(.personalNumber)),
            ("document-number", document.mrz.documentNumber),
            ("date-of-birth", national?.text(.dateOfBirth) ?? document.mrz.dateOfBirth),
            ("sex", national?.text(.sex) ?? document.mrz.sex.rawValue),
            ("nationality", national?.text(.nationality) ?? document.mrz.nationality),
            ("place-of-origin", national?.text(.placeOfOrigin)),
            ("place-of-residence", national?.text(.placeOfResidence)),
            ("date-of-issue", national?.text(.dateOfIssue)),
            ("date-of-expiry", national?.text(.dateOfExpiry) ?? document.mrz.dateOfExpiry),
        ]
        return rows.compactMap { id, value in
            value.map { CounterView.Row(id: id, label: CounterTexts.field(id), value: $0, source: "chip") }
        }
    }

    /// What a scanner read from a card whose chip does not answer: nobody but the officers vouches for it.
    private func printedRows(of person: String) -> [CounterView.Row] {
        guard let known = work.session.draft.persons[person], known.silentReason != nil,
            let scanned = known.scanned.flatMap({ try? ScannedText(parsing: $0) })
        else { return [] }
        let rows: [(String, String)] =
            switch scanned {
            case .qrCode(let code): [("name", code.fullName), ("personal-number", code.personalNumber)]
            case .mrz(let zone): [("name", zone.name), ("document-number", zone.documentNumber)]
            case .number(let number): [("personal-number", number)]
            case .can: []
            }
        return rows.map { CounterView.Row(id: $0.0, label: CounterTexts.field($0.0), value: $0.1, source: "print") }
    }

    /// What the officer entered: the numbers of papers, and the fields.
    var entryRows: [CounterView.Row] {
        let (procedure, draft) = (work.session.procedure, work.session.draft)
        let papers = work.session.path(on: today).compactMap { procedure.steps[$0] }.filter { $0.kind == .papers }
            .flatMap { step in
                step.documents.compactMap { document in
                    draft.papers[step.person ?? PersonClaims.holder]?.numbers[document.id].map {
                        CounterView.Row(id: document.id, label: document.title, value: $0, source: "officer")
                    }
                }
            }
        let fields = procedure.fieldOrder.compactMap { name -> CounterView.Row? in
            guard let value = draft.entry[name], let field = procedure.fields[name] else { return nil }
            return CounterView.Row(
                id: name, label: field.label, value: value, source: "officer",
                words: field.choices.first { $0.value == value }?.label)
        }
        return papers.filter { !$0.value.isEmpty } + fields
    }

    /// The chip's portrait as a browser takes it: JPEG as it is, JPEG 2000 as PNG.
    func chipPortrait(of person: String) -> String? {
        work.session.documents[person]?.portrait.flatMap { BrowserImage(of: $0)?.dataURL }
    }

    var livePortrait: String? {
        work.session.attachments[EnrollmentSession.portraitName].map {
            "data:image/jpeg;base64," + Data($0).base64EncodedString()
        }
    }

    func differences(of person: String) -> [CounterView.Difference] {
        guard let document = work.session.documents[person],
            let text = work.session.draft.persons[person]?.scanned, let scanned = try? ScannedText(parsing: text)
        else { return [] }
        return ScanComparison(scanned, document.mrz, document.nationalData).differences.map {
            CounterView.Difference(
                field: $0.field, label: CounterTexts.field($0.field), scanned: $0.scanned, chip: $0.chip)
        }
    }
}

extension VerifiedDocument {
    /// With its diacritics where the chip has it so.
    var name: String { nationalData?.text(.fullName) ?? mrz.name }
}

extension MRZ {
    /// As a person says it, in the zone's letters.
    var name: String {
        [secondaryIdentifier, primaryIdentifier].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
