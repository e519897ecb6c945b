import DocumentPKI
import Enrollment
import Foundation
import Imaging
import LDS
import Registry
import StationWeb

extension CounterSessionView {
    /// What the chip says of a person. Nothing of it can be edited.
    func rows(of person: String) -> [CounterView.Row] {
        guard let document = work.session.documents[person] else { return [] }
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

    /// What the officer entered.
    var entryRows: [CounterView.Row] {
        let procedure = work.session.procedure
        return procedure.fieldOrder.compactMap { name in
            guard let value = work.session.draft.entry[name], let field = procedure.fields[name] else { return nil }
            return CounterView.Row(id: name, label: field.label, value: value, source: "officer")
        }
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
    var name: String {
        nationalData?.text(.fullName)
            ?? [mrz.secondaryIdentifier, mrz.primaryIdentifier].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
