import RawStructuredFieldValues

/// The name of something that a signature covers: `"@method"`, `"content-digest";req` (RFC 9421 §2).
///
/// Of the parameters only `req` is known; a component with another one is refused.
struct SignatureComponent: Sendable, Hashable {
    /// A derived component with its `@`, or a field's name in lower case.
    let name: String
    /// Whether it is the request's, in an answer's signature (§2.4).
    let isOfRequest: Bool

    init(_ name: String, isOfRequest: Bool = false) {
        self.name = name
        self.isOfRequest = isOfRequest
    }

    /// Reads one member of the list of covered components.
    init(_ item: Item) throws(SignatureFault) {
        guard case .string(let name) = item.rfc9651BareItem, !name.isEmpty, name == name.lowercased() else {
            throw .malformed("A covered component is no string in lower case.")
        }
        for (parameter, value) in item.rfc9651Parameters where parameter != "req" || value != .bool(true) {
            throw .malformed("A covered component has a parameter that is not known here.")
        }
        self.init(name, isOfRequest: item.rfc9651Parameters["req"] != nil)
    }

    var item: Item {
        var parameters = OrderedMap<String, RFC9651BareItem>()
        if isOfRequest { parameters["req"] = .bool(true) }
        return Item(bareItem: .string(name), parameters: parameters)
    }
}
