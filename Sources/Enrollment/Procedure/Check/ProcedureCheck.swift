/// Judges a procedure that could be read: what it names and does not have, and whether every way through its graph holds.
///
/// The proofs look at every way that the graph has, also at those that no real case will take: what an author can draw, a
/// case can follow. Each finding about a way shows one, the shortest.
package struct ProcedureCheck: Sendable {
    /// Everything that is wrong, in the order of the file's parts; empty where nothing is.
    package let findings: [ProcedureFinding]

    /// - Parameters:
    ///   - procedure: as its file was read.
    ///   - consents: the consent texts' bytes by language; a text without a file is not there.
    package init(_ procedure: Procedure, consents: [String: [UInt8]]) {
        let graph = ProcedureGraph(procedure)
        findings =
            Self.names(procedure) + Self.translations(procedure) + Self.consentTexts(procedure, consents)
            + graph.shape() + graph.order() + graph.conditions() + graph.proofs(procedure)
    }

    // MARK: - Names

    private static func names(_ procedure: Procedure) -> [ProcedureFinding] {
        var found: [ProcedureFinding] = []
        if procedure.persons[Procedure.holder] == nil {
            found.append(
                ProcedureFinding(
                    .holderMissing, "persons", "there is no person “\(Procedure.holder)”, whose account it is"))
        }
        if procedure.steps[procedure.start] == nil {
            found.append(ProcedureFinding(.unknownStep, "start", "there is no step “\(procedure.start)”"))
        }
        for (name, step) in procedure.steps.sorted(by: { $0.key < $1.key }) {
            let place = "steps.\(name)"
            for way in step.next where way.go != Procedure.sealed && procedure.steps[way.go] == nil {
                found.append(ProcedureFinding(.unknownStep, "\(place).next", "there is no step “\(way.go)”"))
            }
            if let person = step.person, procedure.persons[person] == nil {
                found.append(ProcedureFinding(.unknownPerson, "\(place).person", "there is no person “\(person)”"))
            }
            for field in step.fields where procedure.fields[field] == nil {
                found.append(ProcedureFinding(.unknownField, "\(place).fields", "there is no field “\(field)”"))
            }
        }
        return found + fields(procedure)
    }

    private static func fields(_ procedure: Procedure) -> [ProcedureFinding] {
        var found: [ProcedureFinding] = []
        let asked = procedure.steps.values.flatMap(\.fields)
        for name in procedure.fieldOrder {
            let place = "fields.\(name)"
            let count = asked.count { $0 == name }
            if count == 0 { found.append(ProcedureFinding(.unusedField, place, "no step asks this field")) }
            if count > 1 { found.append(ProcedureFinding(.fieldTwice, place, "\(count) steps ask this field")) }
            guard let condition = procedure.fields[name]?.when else { continue }
            guard let other = procedure.fields[condition.field], condition.field != name else {
                found.append(
                    ProcedureFinding(.unknownField, "\(place).when", "there is no other field “\(condition.field)”"))
                continue
            }
            if !other.accepts(condition.value) {
                found.append(
                    ProcedureFinding(
                        .unknownValue, "\(place).when", "the field \(condition.field) never has this value"))
            }
        }
        return found
    }

    // MARK: - Texts

    private static func translations(_ procedure: Procedure) -> [ProcedureFinding] {
        var texts: [(place: String, texts: Texts?)] = [("title", procedure.title)]
        texts += procedure.persons.map { ("persons.\($0.key).title", $0.value.title) }
        for (name, step) in procedure.steps {
            texts.append(("steps.\(name).title", step.title))
            texts += step.documents.map { ("steps.\(name).documents.\($0.id).title", $0.title) }
        }
        for (name, field) in procedure.fields {
            texts += [("fields.\(name).label", field.label), ("fields.\(name).hint", field.hint)]
            texts += field.choices.map { ("fields.\(name).choices.\($0.value).label", $0.label) }
        }
        texts.append(("consent.texts", procedure.consent.texts))
        texts += procedure.slip.lines.enumerated().map { ("slip.lines.\($0.offset + 1)", $0.element) }
        texts.append(("slip.contact", procedure.slip.contact))
        return texts.sorted { $0.place < $1.place }.flatMap { place, texts in
            procedure.languages.filter { texts != nil && texts?[$0] == nil }.map {
                ProcedureFinding(.missingTranslation, place, "there is no text in “\($0)”")
            }
        }
    }

    private static func consentTexts(_ procedure: Procedure, _ given: [String: [UInt8]]) -> [ProcedureFinding] {
        procedure.consent.texts.sorted { $0.key < $1.key }.compactMap { language, path in
            let text = given[language].flatMap { String(validating: $0, as: UTF8.self) }
            guard text?.allSatisfy(\.isWhitespace) ?? true else { return nil }
            return ProcedureFinding(
                .missingConsentText, "consent.texts.\(language)", "\(path) is not there, or empty, or not UTF-8")
        }
    }
}
