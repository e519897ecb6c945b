extension RecordClaims {
    /// The member `claims` of `record.json`.
    package var json: JSONValue {
        .object([
            "record": .string(record.text), "station": .string(station.text),
            "procedure": [
                "id": .string(procedure.reference.id), "version": .integer(procedure.reference.version),
                "form": .string(procedure.form), "action": .string(procedure.action),
                "sha256": .string(procedure.digest.text),
            ],
            "officer": .string(officer), "began": .string("\(time.lowerBound)"),
            "signed": .string("\(time.upperBound)"),
            "persons": .object(persons.mapValues(\.json)), "entry": .object(entry.mapValues { .string($0) }),
            "consent": [
                "id": .string(consent.id), "version": .integer(consent.version), "language": .string(consent.language),
                "sha256": .string(consent.digest.text),
            ],
            "portrait": portrait.map { portrait in
                .object([
                    "checks": .object(portrait.checks.mapValues { .string($0) }),
                    "reason": portrait.reason.map { .string($0) } ?? .null,
                ])
            } ?? .null,
            "fingers": .array(
                fingers.map { finger in
                    .object([
                        "finger": .string(finger.name), "quality": finger.quality.map { .integer($0) } ?? .null,
                        "attempts": .integer(finger.attempts), "missing": finger.missing.map { .string($0) } ?? .null,
                    ])
                }),
            "parts": .object(Dictionary(uniqueKeysWithValues: parts.map { ($0.key.text, .string($0.value.text)) })),
            "freshness": .string(freshness.text),
        ])
    }

    /// What is signed and proved.
    package var digest: ContentDigest { get throws { ContentDigest(of: try json.canonical()) } }

    /// Reads the member. A member that is missing, unknown or of another form is refused: nobody would check it.
    package init(json: JSONValue) throws(RegistryError) {
        let reader = try ClaimsReader(
            json, "claims",
            [
                "record", "station", "procedure", "officer", "began", "signed", "persons", "entry", "consent",
                "portrait", "fingers", "parts", "freshness",
            ])
        let procedure = try reader.reader("procedure", ["id", "version", "form", "action", "sha256"])
        let consent = try reader.reader("consent", ["id", "version", "language", "sha256"])
        let (began, signed) = (try reader.time("began"), try reader.time("signed"))
        guard began <= signed else { throw reader.malformed("signed is before began") }
        var parts: [PartName: ContentDigest] = [:]
        for (name, digest) in try reader.texts("parts") {
            guard let name = PartName(name), let digest = ContentDigest(text: digest) else {
                throw reader.malformed("parts has a name or a digest that is none")
            }
            parts[name] = digest
        }
        self.init(
            record: try reader.value("record") { RecordID($0) },
            station: try reader.value("station") { StationID($0) },
            procedure: Procedure(
                reference: ProcedureReference(
                    id: try procedure.text("id"), version: try procedure.integer("version")),
                form: try procedure.text("form"), action: try procedure.text("action"),
                digest: try procedure.value("sha256") { ContentDigest(text: $0) }),
            officer: try reader.text("officer"), time: began...signed,
            persons: try reader.members("persons").mapped { (json) throws(RegistryError) in
                try PersonClaims(json: json)
            },
            entry: try reader.texts("entry"),
            consent: Consent(
                id: try consent.text("id"), version: try consent.integer("version"),
                language: try consent.text("language"),
                digest: try consent.value("sha256") { ContentDigest(text: $0) }),
            portrait: try reader.optional("portrait", ["checks", "reason"]).map { (part) throws(RegistryError) in
                Portrait(checks: try part.texts("checks"), reason: try part.optionalText("reason"))
            },
            fingers: try reader.elements("fingers", ["finger", "quality", "attempts", "missing"]).map {
                (part) throws(RegistryError) in
                Finger(
                    name: try part.text("finger"), quality: try part.optionalInteger("quality"),
                    attempts: try part.integer("attempts"), missing: try part.optionalText("missing"))
            },
            parts: parts, freshness: try reader.value("freshness") { ContentDigest(text: $0) })
    }
}

extension PersonClaims {
    var json: JSONValue {
        .object([
            "identification": .string(identification.rawValue), "claims": claims.json,
            "access": access.map { .string($0) } ?? .null, "silent": silent.map { .string($0) } ?? .null,
            "papers": .object(papers.mapValues { .string($0) }),
        ])
    }

    init(json: JSONValue) throws(RegistryError) {
        let reader = try ClaimsReader(
            json, "persons", ["identification", "claims", "access", "silent", "papers"])
        self.init(
            identification: try reader.value("identification") { Identification(rawValue: $0) },
            claims: try HolderClaims(json: json["claims"] ?? .null), access: try reader.optionalText("access"),
            silent: try reader.optionalText("silent"), papers: try reader.texts("papers"))
    }
}
