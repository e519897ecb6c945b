extension Procedure.Step {
    init(_ reader: ProcedureReader) throws(EnrollmentError) {
        let kind: Procedure.StepKind = try reader.choice("kind")
        // A rule in a step of another kind would be no rule.
        for (key, owner) in Self.owners where key == "person" ? !kind.hasPerson : owner != kind {
            guard !reader.has(key) else { throw reader.malformed(key, "a step of kind \(kind.rawValue) has none") }
        }
        self.kind = kind
        title = try reader.texts("title")
        person = kind.hasPerson ? (reader.has("person") ? try reader.name("person") : Procedure.holder) : nil
        next = try Self.ways(reader)
        card = kind == .card ? try reader.mappingIfPresent("card", .card).map(Procedure.CardRule.init) ?? .strict : nil
        fields = kind == .fields ? try reader.list("fields") : []
        portrait =
            kind == .portrait
            ? try reader.mappingIfPresent("portrait", .portrait).map(Procedure.PortraitRule.init) ?? .usual : nil
        fingerprints =
            kind == .fingerprints
            ? try reader.mappingIfPresent("fingerprints", .fingerprints).map(Procedure.FingerprintRule.init) ?? .usual
            : nil
        approval =
            kind == .approval
            ? try reader.mappingIfPresent("approval", .approval).map(Procedure.ApprovalRule.init) ?? .usual : nil
        documents = kind == .papers ? try Self.documents(reader) : []
    }

    /// The keys that only one kind of step has; `person` belongs to several.
    private static let owners: [(key: String, kind: Procedure.StepKind?)] = [
        ("person", nil), ("card", .card), ("fields", .fields), ("portrait", .portrait), ("fingerprints", .fingerprints),
        ("approval", .approval), ("documents", .papers),
    ]

    /// `next` is a step's name, or a list of ways of which the last is always open.
    private static func ways(_ reader: ProcedureReader) throws(EnrollmentError) -> [Procedure.Transition] {
        if reader.isText("next") { return [Procedure.Transition(when: nil, go: try reader.name("next"))] }
        var ways: [Procedure.Transition] = []
        for way in try reader.mappings("next", .transition) {
            ways.append(
                Procedure.Transition(when: way.has("when") ? try way.choice("when") : nil, go: try way.name("go")))
        }
        guard ways.last?.when == nil else { throw reader.malformed("next", "the last way has no “when”") }
        guard ways.dropLast().allSatisfy({ $0.when != nil }) else {
            throw reader.malformed("next", "only the last way has no “when”: what comes after it is never reached")
        }
        let conditions = ways.compactMap(\.when)
        guard Set(conditions).count == conditions.count else {
            throw reader.malformed("next", "names one condition twice")
        }
        return ways
    }

    private static func documents(_ reader: ProcedureReader) throws(EnrollmentError) -> [Procedure.Document] {
        var documents: [Procedure.Document] = []
        for document in try reader.mappings("documents", .document) {
            let pattern = try document.textIfPresent("numberPattern")
            if let pattern, let flaw = FieldPattern.flaw(of: pattern) {
                throw document.malformed("numberPattern", flaw)
            }
            documents.append(
                Procedure.Document(
                    id: try document.name("id"), title: try document.texts("title"),
                    required: try document.flag("required", otherwise: true), numberPattern: pattern))
        }
        guard Set(documents.map(\.id)).count == documents.count else {
            throw reader.malformed("documents", "names one document twice")
        }
        return documents
    }
}

extension Procedure.CardRule {
    fileprivate init(_ reader: ProcedureReader) throws(EnrollmentError) {
        let usual = Self.strict
        self.init(
            expired: try reader.choice("expired", otherwise: usual.expired),
            chipProof: try reader.choice("chipProof", otherwise: usual.chipProof),
            silentChip: try reader.choice("silentChip", otherwise: usual.silentChip))
    }
}

extension Procedure.PortraitRule {
    fileprivate init(_ reader: ProcedureReader) throws(EnrollmentError) {
        let (usual, pixels) = (Self.usual, 1...10_000)
        self.init(
            minimumWidth: try reader.integerIfPresent("minimumWidth", in: pixels) ?? usual.minimumWidth,
            minimumHeight: try reader.integerIfPresent("minimumHeight", in: pixels) ?? usual.minimumHeight,
            minimumSharpness: try reader.numberIfPresent("minimumSharpness", in: 0...100_000),
            brightness: try reader.rangeIfPresent("brightness", in: 0...255),
            maximumClipped: try reader.numberIfPresent("maximumClipped", in: 0...1),
            faceHeightShare: try reader.rangeIfPresent("faceHeightShare", in: 0...1),
            maximumOffCentre: try reader.numberIfPresent("maximumOffCentre", in: 0...1),
            mayProceedPoor: try reader.flag("mayProceedPoor", otherwise: usual.mayProceedPoor))
    }
}

extension Procedure.FingerprintRule {
    fileprivate init(_ reader: ProcedureReader) throws(EnrollmentError) {
        let usual = Self.usual
        var fingers = Self.ten
        if reader.isText("fingers") {
            guard try reader.text("fingers") == "ten" else {
                throw reader.malformed("fingers", "“ten” or a list is due")
            }
        } else if reader.has("fingers") {
            fingers = try reader.list("fingers")
            for finger in fingers where !Self.ten.contains(finger) {
                throw reader.malformed(
                    "fingers", "“\(finger.prefix(60))” is none of \(Self.ten.joined(separator: ", "))")
            }
        }
        self.init(
            fingers: fingers,
            minimumQuality: try reader.integerIfPresent("minimumQuality", in: 0...100) ?? usual.minimumQuality,
            attempts: try reader.integerIfPresent("attempts", in: 1...10) ?? usual.attempts)
    }
}

extension Procedure.ApprovalRule {
    fileprivate init(_ reader: ProcedureReader) throws(EnrollmentError) {
        let usual = Self.usual
        self.init(
            by: try reader.choice("by", otherwise: usual.by),
            timing: try reader.choice("timing", otherwise: usual.timing))
    }
}
