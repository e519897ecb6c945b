import Enrollment
import Registry

/// A procedure for a person who reads it, in one language.
struct ProcedureOutput: Encodable {
    struct Step: Encodable {
        let name: String
        let kind: String
        let title: String
        let person: String?
        /// `chip-silent → papers`, or a step's name.
        let next: [String]
    }

    struct Field: Encodable {
        let name: String
        let type: String
        let label: String
        let required: Bool
    }

    let id: String
    let version: Int
    let form: String
    let action: String
    let law: String?
    let title: String
    let sha256: String
    let persons: [String: String]
    /// As they come where nothing stands in the way, then the others.
    let steps: [Step]
    let fields: [Field]
    let consent: [String: String]
    let decisionDays: Int
    let slip: [String]

    init(_ procedure: Procedure, _ consents: [String: [UInt8]], language: String) {
        func text(_ texts: Texts) -> String { texts[language] ?? texts[procedure.languages.first ?? "vi"] ?? "—" }
        (id, version, form, action) = (procedure.id, procedure.version, procedure.form, procedure.action.rawValue)
        (law, title, sha256) = (procedure.law, text(procedure.title), procedure.digest.text)
        persons = procedure.persons.mapValues { person in
            let ages = [person.minimumAge.map { "from \($0)" }, person.maximumAge.map { "to \($0)" }].compactMap { $0 }
            return ([text(person.title)] + ages).joined(separator: " ")
        }
        let path = procedure.path(facts: [.chipVerified])
        let others = procedure.steps.keys.filter { !path.contains($0) }.sorted()
        steps = (path + others).compactMap { name in
            procedure.steps[name].map { step in
                Step(
                    name: name, kind: step.kind.rawValue, title: text(step.title), person: step.person,
                    next: step.next.map { way in (way.when.map { "\($0.rawValue) → " } ?? "") + way.go })
            }
        }
        fields = procedure.fieldOrder.compactMap { name in
            procedure.fields[name].map {
                Field(name: name, type: $0.type.rawValue, label: text($0.label), required: $0.required)
            }
        }
        consent = consents.mapValues { ContentDigest(of: $0).text }
        decisionDays = procedure.limits.decisionDays
        slip = procedure.slip.lines.map(text) + [text(procedure.slip.contact)]
    }

    var lines: [String] {
        var lines = ["\(id) version \(version), form \(form), \(action)", "  \(title)", "  sha256 \(sha256)"]
        lines += (law.map { ["  law: \($0)"] } ?? []) + ["persons"]
        lines += persons.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" } + ["steps"]
        lines += steps.map { step in
            let person = step.person.map { " of \($0)" } ?? ""
            return
                "  \(step.name) (\(step.kind)\(person)): \(step.title); then \(step.next.joined(separator: ", else "))"
        }
        lines += fields.isEmpty ? [] : ["fields"]
        lines += fields.map { "  \($0.name) (\($0.type)\($0.required ? ", required" : "")): \($0.label)" }
        lines += ["consent"] + consent.sorted { $0.key < $1.key }.map { "  \($0.key): sha256 \($0.value)" }
        return lines + ["decision within \(decisionDays) working days", "slip"] + slip.map { "  \($0)" }
    }
}
