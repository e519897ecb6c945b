extension Procedure.Field {
    init(_ reader: ProcedureReader) throws(EnrollmentError) {
        type = try reader.choice("type")
        required = try reader.flag("required", otherwise: false)
        pattern = try reader.textIfPresent("pattern")
        if let pattern, let flaw = FieldPattern.flaw(of: pattern) { throw reader.malformed("pattern", flaw) }
        label = try reader.texts("label")
        hint = try reader.textsIfPresent("hint")
        maximumLength = try reader.integerIfPresent("maximumLength", in: 1...FieldPattern.longestText) ?? 200
        guard (type == .choice) == reader.has("choices") else {
            throw reader.malformed(
                "choices", "a field of type choice names its choices in “choices”, and no other field has them")
        }
        var choices: [Procedure.Choice] = []
        for choice in type == .choice ? try reader.mappings("choices", .choice) : [] {
            choices.append(Procedure.Choice(value: try choice.name("value"), label: try choice.texts("label")))
        }
        guard Set(choices.map(\.value)).count == choices.count else {
            throw reader.malformed("choices", "names one value twice")
        }
        self.choices = choices
        if let condition = try reader.mappingIfPresent("when", .condition) {
            when = Procedure.FieldCondition(field: try condition.name("field"), value: try condition.text("value"))
        } else {
            when = nil
        }
    }
}
