/// An object of a record's claims while it is read: just these members, each of its form.
struct ClaimsReader {
    private let members: [String: JSONValue]
    private let place: String

    /// - Parameter names: the members that must be there; others are refused.
    init(_ json: JSONValue, _ place: String, _ names: Set<String>) throws(RegistryError) {
        guard let object = json.object, Set(object.keys) == names else {
            throw RecordManifest.malformed("\(place) of record.json has not the members of this version")
        }
        members = object
        self.place = place
    }

    func malformed(_ what: String) -> RegistryError { RecordManifest.malformed("\(place) of record.json: \(what)") }

    func text(_ name: String) throws(RegistryError) -> String { try value(name) { $0 } }

    func value<Value>(_ name: String, _ make: (String) -> Value?) throws(RegistryError) -> Value {
        guard let text = members[name]?.string, let value = make(text) else {
            throw malformed("\(name) has not the right form")
        }
        return value
    }

    func time(_ name: String) throws(RegistryError) -> Timestamp { try value(name) { Timestamp(text: $0) } }

    func integer(_ name: String) throws(RegistryError) -> Int {
        guard let number = members[name]?.integer else { throw malformed("\(name) is no number") }
        return number
    }

    func optionalText(_ name: String) throws(RegistryError) -> String? {
        members[name] == .null ? nil : try text(name)
    }

    func optionalInteger(_ name: String) throws(RegistryError) -> Int? {
        members[name] == .null ? nil : try integer(name)
    }

    func members(_ name: String) throws(RegistryError) -> [String: JSONValue] {
        guard let object = members[name]?.object else { throw malformed("\(name) is no object") }
        return object
    }

    func texts(_ name: String) throws(RegistryError) -> [String: String] {
        try members(name).mapped { (value) throws(RegistryError) in
            guard let text = value.string else { throw malformed("a member of \(name) is no text") }
            return text
        }
    }

    func reader(_ name: String, _ names: Set<String>) throws(RegistryError) -> ClaimsReader {
        try ClaimsReader(members[name] ?? .null, name, names)
    }

    func optional(_ name: String, _ names: Set<String>) throws(RegistryError) -> ClaimsReader? {
        members[name] == .null ? nil : try reader(name, names)
    }

    func elements(_ name: String, _ names: Set<String>) throws(RegistryError) -> [ClaimsReader] {
        guard let array = members[name]?.array else { throw malformed("\(name) is no array") }
        return try array.map { (json) throws(RegistryError) in try ClaimsReader(json, name, names) }
    }
}

extension Dictionary {
    /// `mapValues` that keeps the type of what it throws.
    func mapped<Mapped, Failure: Error>(_ transform: (Value) throws(Failure) -> Mapped) throws(Failure) -> [Key: Mapped]
    {
        var mapped: [Key: Mapped] = [:]
        for (key, value) in self { mapped[key] = try transform(value) }
        return mapped
    }
}
