import Registry

extension Procedure {
    /// Reads a procedure file; docs/procedures.md says what stands in it.
    ///
    /// Throws `procedureMalformed` with the line and what is wrong there. What can be read may still be a bad procedure:
    /// ``ProcedureCheck`` judges it.
    package init(parsing yaml: String, file: String) throws(EnrollmentError) {
        let reader = try ProcedureReader(yaml: yaml, file: file)
        id = try reader.name("id")
        version = try reader.integer("version", in: 1...1_000_000)
        form = try reader.text("form")
        action = try reader.choice("action")
        law = try reader.textIfPresent("law")
        title = try reader.texts("title")
        languages = try reader.list("languages")
        start = try reader.name("start")
        persons = try Self.persons(reader)
        steps = try Self.steps(reader)
        let fields = reader.has("fields") ? try reader.named("fields", .field) : []
        fieldOrder = fields.map(\.name)
        var byName: [String: Field] = [:]
        for (name, reader) in fields { byName[name] = try Field(reader) }
        self.fields = byName
        let consent = try reader.mapping("consent", .consent)
        self.consent = Consent(
            id: try consent.name("id"), version: try consent.integer("version", in: 1...1_000_000),
            texts: try consent.texts("texts"))
        for path in self.consent.texts.values where path.hasPrefix("/") || path.split(separator: "/").contains("..") {
            throw consent.malformed("texts", "a file outside the enrollment folder")
        }
        let limits = try reader.mapping("limits", .limits)
        self.limits = Limits(
            decisionDays: try limits.integer("decisionDays", in: 0...365),
            draftHours: try limits.integer("draftHours", in: 1...8760),
            retentionYears: try limits.integerIfPresent("retentionYears", in: 1...1000))
        let slip = try reader.mapping("slip", .slip)
        self.slip = Slip(lines: try slip.textsList("lines"), contact: try slip.texts("contact"))
        digest = ContentDigest(of: Array(yaml.utf8))
    }

    private static func persons(_ reader: ProcedureReader) throws(EnrollmentError) -> [String: Person] {
        var persons: [String: Person] = [:]
        for (name, reader) in try reader.named("persons", .person) {
            let ages = 0...150
            let person = Person(
                title: try reader.texts("title"), minimumAge: try reader.integerIfPresent("minimumAge", in: ages),
                maximumAge: try reader.integerIfPresent("maximumAge", in: ages))
            guard person.minimumAge ?? 0 <= person.maximumAge ?? 150 else {
                throw reader.malformed("maximumAge", "is below minimumAge")
            }
            persons[name] = person
        }
        return persons
    }

    /// Steps of one procedure.
    private static let largestGraph = 64

    private static func steps(_ reader: ProcedureReader) throws(EnrollmentError) -> [String: Step] {
        var steps: [String: Step] = [:]
        let given = try reader.named("steps", .step)
        guard given.count <= largestGraph else { throw reader.malformed("steps", "more than \(largestGraph) steps") }
        for (name, reader) in given {
            guard name != sealed else { throw reader.malformed("“\(sealed)” is the end and no step") }
            steps[name] = try Step(reader)
        }
        return steps
    }
}
